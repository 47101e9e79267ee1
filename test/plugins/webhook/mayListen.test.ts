import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root, run } from "../../package/run.ts";
import { freePort } from "../../support/freePort.ts";

const program = join(root, "test/plugins/webhook/listenProgram.ts");
const timeout = 60_000;

describe("a program that Deno runs", () => {
  const listening = async (port: number, permitted: string) => {
    const { status, stdout, stderr } = await run(
      "deno",
      ["run", "--no-prompt", "--allow-env", "--allow-read", permitted, program, String(port)],
      { limit: 50_000 },
    );
    return { status, stdout, stderr };
  };

  it(
    "and that may not listen hears it as an error which it can catch, and which names the flag",
    async () => {
      const port = await freePort();
      expect(await listening(port, "--allow-net=broker.example")).toEqual({
        status: 0,
        stdout: expect.stringMatching(
          new RegExp(
            `^NotPermitted .* may not listen on 127\\.0\\.0\\.1:${port}: .*--allow-net=127\\.0\\.0\\.1:${port}`,
          ),
        ),
        stderr: "",
      });
    },
    timeout,
  );

  it("listens with that flag alone", async () => {
    const port = await freePort();
    expect(await listening(port, `--allow-net=127.0.0.1:${port}`)).toMatchObject({
      status: 0,
      stdout: "listens\n",
    });
  }, timeout);
});
