import { describe, expect, it } from "vitest";
import { runCli } from "../../support/cli.ts";

describe("a command line that cannot be understood is told in one line: 2", () => {
  const early = (flag: string, subcommand = "SUBCOMMAND") =>
    `autoshares-auth: ${flag} stands before the subcommand, and flags go after it: ` +
    `autoshares-auth ${subcommand} ${flag}. Try: autoshares-auth${
      subcommand === "SUBCOMMAND" ? "" : ` ${subcommand}`
    } --help`;

  it.each<[args: ReadonlyArray<string>, line: string]>([
    [["--username", "bob", "login"], early("--username")],
    [["--env-file", "x.env", "token"], early("--settings-file")],
    [["--profile=alice", "login"], early("--profile", "login")],
    [["--json", "status"], early("--json", "status")],
    [
      ["loginn"],
      'autoshares-auth: Unknown subcommand "loginn" for "autoshares-auth"; did you mean login? Try: autoshares-auth --help',
    ],
    [["fly"], 'autoshares-auth: Unknown subcommand "fly" for "autoshares-auth". Try: autoshares-auth --help'],
    [
      ["login", "--usernam", "bob"],
      "autoshares-auth: Unrecognized flag: --usernam in command autoshares-auth login; did you mean --username? " +
      "Try: autoshares-auth login --help",
    ],
  ])("%j", async (args, line) => {
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: `${line}\n` });
  });
});
