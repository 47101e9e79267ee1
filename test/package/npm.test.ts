import {
  copyFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { version } from "../../src/version.ts";
import { root, run, runWell } from "./run.ts";
import { startSimulator } from "./startSimulator.ts";

/** The registry may be slow. */
const timeout = 300_000;

const folder = mkdtempSync(join(tmpdir(), "autoshares-auth-package-"));
const installed = join(folder, "node_modules", "@autoshares", "auth");
/** The package where it finds no other. */
const alone = join(folder, "alone");
const tarball = join(folder, `autoshares-auth-${version}.tgz`);

function filesIn(directory: string): ReadonlyArray<string> {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(directory, name)).isFile());
}

function readText(name: string): string {
  return readFileSync(join(installed, name), "utf8");
}

beforeAll(async () => {
  await runWell("npm", ["run", "build"]);
  await runWell("npm", ["pack", join(root, "npm"), "--pack-destination", folder]);
  // What a user with an empty folder does.
  await runWell("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", tarball], { cwd: folder });
  const consumer = fileURLToPath(new URL("consumer/", import.meta.url));
  for (const name of readdirSync(consumer)) copyFileSync(join(consumer, name), join(folder, name));
  for (const name of ["bin", "package.json"]) {
    cpSync(join(installed, name), join(alone, name), { recursive: true });
  }
}, timeout);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the npm package's manifest", () => {
  const manifest = () => JSON.parse(readText("package.json"));

  it("depends on ofetch; effect is a peer that npm installs, every other peer is optional", () => {
    expect(Object.keys(manifest().dependencies)).toEqual(["ofetch"]);
    const { effect, ...others } = manifest().peerDependencies;
    expect(effect).toMatch(/^\^4\./);
    const optional = Object.fromEntries(Object.keys(others).map((name) => [name, { optional: true }]));
    expect(manifest().peerDependenciesMeta).toEqual(optional);
    const packages = readdirSync(join(folder, "node_modules"));
    expect(packages).toEqual(expect.arrayContaining(["effect", "ofetch"]));
    for (const name of Object.keys(others)) expect(packages).not.toContain(name);
  });

  it("has the name, version, license, engines and kind of module", () => {
    expect(manifest()).toMatchObject({
      name: "@autoshares/auth",
      version,
      license: "MIT",
      type: "module",
      sideEffects: false,
      engines: { node: ">=22.19.0" },
    });
  });

  it("keeps what is for development to itself", () => {
    for (const field of ["private", "devDependencies", "scripts", "allowScripts"]) {
      expect(manifest()).not.toHaveProperty(field);
    }
  });

  it("exports what the development manifest exports, types first, and each file is there", () => {
    const source = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(Object.keys(manifest().exports)).toEqual(Object.keys(source.exports));
    const files = filesIn(installed);
    for (const entry of Object.values<Record<string, string>>(manifest().exports)) {
      expect(Object.keys(entry)).toEqual(["types", "default"]);
      for (const path of Object.values(entry)) expect(files).toContain(relative(".", path));
    }
  });

  it("has one program, which a shell runs by node", () => {
    expect(manifest().bin).toEqual({ "autoshares-auth": "bin/autoshares-auth.js" });
    expect(readText("bin/autoshares-auth.js")).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(join(installed, "bin", "autoshares-auth.js")).mode & 0o777).toBe(0o755);
  });
});

describe("the npm package's files", () => {
  it("are compiled modules with their types, the bundled program, and texts", () => {
    const other = filesIn(installed).filter((name) =>
      !/^esm\/(mod|(src|plugins)\/.+)\.(js|d\.ts)$/.test(name) &&
      !/^bin\/(\w+(-\w+)*\.js|LICENSES\.txt)$/.test(name) &&
      !["package.json", "README.md", "LICENSE", "CHANGELOG.md"].includes(name)
    );
    expect(other).toEqual([]);
    expect(filesIn(installed)).toEqual(expect.arrayContaining(["README.md", "LICENSE", "CHANGELOG.md"]));
  });

  it("have the command line in the program alone, and each module that another one imports", () => {
    const modules = filesIn(installed).filter((name) => /^esm\/.*\.js$/.test(name));
    expect(modules.filter((name) => /^esm\/src\/cli\//.test(name))).toEqual([]);
    const missing = modules.flatMap((name) =>
      [
        ...readText(name).replaceAll(/^ *\*.*$/gm, "").matchAll(
          /(?:\bfrom|\bimport|\bimport\() ?"(\.[^"]+)"/g,
        ),
      ]
        .map(([, path]) => join(installed, name, "..", path!))
        .filter((path) => !statSync(path, { throwIfNoEntry: false })?.isFile())
    );
    expect(missing).toEqual([]);
  });

  it("name the licenses of what is bundled, with their texts", () => {
    const text = readText("bin/LICENSES.txt");
    for (const name of ["effect", "ofetch", "destr", "ufo", "node-fetch-native"]) {
      expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(MIT\\)$`, "m"));
    }
    expect(text).toMatch(/^Copyright \(c\) .*Effect/mi);
    expect(text.match(/permission notice shall be included in all/g)!.length).toBeGreaterThanOrEqual(5);
    expect(text).not.toContain("imapflow");
  });

  it("hold no tests, no source maps and no path of the machine that built them", () => {
    for (const name of filesIn(installed)) {
      expect(name).not.toMatch(/\.test\.|\.map$|^(esm\/)?(test|examples|bench|scripts)\//);
      expect(readText(name), name).not.toContain(root);
      expect(readText(name), name).not.toMatch(/sourceMappingURL|file:\/\/\//);
    }
  });
});

describe("the installed npm package", () => {
  it("logs in by import, with typed refusals", { timeout }, async () => {
    const stdout = await runWell("node", ["login.mjs"], { cwd: folder });
    expect(JSON.parse(stdout)).toEqual({
      username: "bob",
      provider: "phone",
      codesTried: 1,
      hours: 24,
      refusal: "CredentialsRefused",
    });
  });

  it("logs in by its program, which asks another program for the code", { timeout }, async () => {
    await using broker = await startSimulator(folder);
    const message = join(folder, "message.txt");
    broker.onMessage((text) => writeFileSync(message, text));
    const bin = join(folder, "node_modules", ".bin", "autoshares-auth");
    const { status, stdout, stderr } = await run(bin, ["login", "--provider", "command", "--json"], {
      cwd: folder,
      env: {
        AUTOSHARES_BASE_URL: broker.baseUrl,
        AUTOSHARES_APP_KEY: "made-up key",
        AUTOSHARES_USERNAME: "bob",
        AUTOSHARES_PASSWORD: "made-up password",
        AUTOSHARES_CODE_COMMAND: `node wait.mjs "${message}"`,
        AUTOSHARES_CODE_PATTERN: "Type (\\d{4}) ",
      },
    });
    expect(stderr).toContain("Logged in as bob");
    expect(status).toBe(0);
    const { token, ...others } = JSON.parse(stdout);
    expect(others).toMatchObject({ username: "bob", provider: "command", codesTried: 1 });
    expect(stderr).not.toContain(token);
  });

  it("says its version by its program, without effect and ofetch, which are in it", { timeout }, async () => {
    const bin = join(folder, "node_modules", ".bin", "autoshares-auth");
    expect(await runWell(bin, ["--version"], { cwd: folder })).toBe(`autoshares-auth v${version}\n`);
    expect(await runWell(join(alone, "bin", "autoshares-auth.js"), ["--version"])).toContain(version);
  });

  it("says by its program that a Node is too old for it", { timeout }, async () => {
    // Nothing but the version is old here: the program must ask for it before anything else.
    const pretence = join(folder, "old.mjs");
    writeFileSync(
      pretence,
      `Object.defineProperty(process.versions, "node", { value: "20.0.0" });
      delete process.getBuiltinModule;`,
    );
    const program = join(installed, "bin", "autoshares-auth.js");
    expect(await run("node", ["--import", pretence, program, "--version"])).toEqual({
      status: 2,
      stdout: "",
      stderr: "autoshares-auth needs Node 22.19 or newer; this is 20.0.0\n",
    });
  });

  it(
    "finds the packages that a user has installed beside it, and names those that are missing",
    { timeout },
    async () => {
      const beside = join(folder, "beside");
      cpSync(installed, join(beside, "node_modules", "@autoshares", "auth"), { recursive: true });
      const program = join(beside, "node_modules", "@autoshares", "auth", "bin", "autoshares-auth.js");
      const env = {
        AUTOSHARES_IMAP_HOST: "127.0.0.1",
        AUTOSHARES_IMAP_PORT: "1",
        AUTOSHARES_IMAP_TLS: "none",
        AUTOSHARES_IMAP_USER: "bot",
        AUTOSHARES_IMAP_PASSWORD: "made-up password",
      };
      const listen = () =>
        run(program, ["listen", "--provider", "imap", "--timeout", "5"], { cwd: beside, env });
      expect((await listen()).stderr).toContain("run “npm install imapflow postal-mime html-to-text” first");
      for (const name of ["imapflow", "postal-mime", "html-to-text"]) {
        symlinkSync(join(root, "node_modules", name), join(beside, "node_modules", name));
      }
      const { status, stderr } = await listen();
      expect(stderr).not.toContain("npm install");
      expect(stderr).toContain("127.0.0.1:1");
      expect(status).not.toBe(0);
    },
  );

  it("type-checks in a user's strict program", { timeout }, async () => {
    const options = {
      module: "nodenext",
      moduleResolution: "nodenext",
      target: "es2023",
      lib: ["es2023", "esnext.disposable", "dom"],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
    };
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions: options, files: ["types.ts"] }),
    );
    writeFileSync(
      join(folder, "package.json"),
      JSON.stringify({ ...JSON.parse(readFileSync(join(folder, "package.json"), "utf8")), type: "module" }),
    );
    expect(await run("tsc", ["--project", folder])).toEqual({ status: 0, stdout: "", stderr: "" });
  });
});

describe("the installed program's stored token", () => {
  const encryptionKey = Buffer.alloc(32, 7).toString("base64");
  const variables = (name: string): Record<string, string> => ({
    AUTOSHARES_BASE_URL: "http://127.0.0.1:1/api",
    AUTOSHARES_APP_KEY: "made-up key",
    AUTOSHARES_USERNAME: "bob",
    AUTOSHARES_STORE: "file",
    XDG_CONFIG_HOME: join(folder, name, "config"),
    XDG_STATE_HOME: join(folder, name, "state"),
    ...(name === "encrypted" ? { AUTOSHARES_STORE_KEY: encryptionKey } : {}),
  });

  it.each(["plain", "encrypted"])(
    "is written without loading anything else: %s",
    { timeout },
    async (name) => {
      await runWell("node", ["store.mjs"], {
        cwd: folder,
        env: { ...variables(name), TOKEN: "made-up token" },
      });
      const program = join(alone, "bin", "autoshares-auth.js");
      rmSync(join(alone, "bin", "commandLine.js"));
      try {
        expect(await run(program, ["token"], { env: variables(name) })).toEqual({
          status: 0,
          stdout: "made-up token\n",
          stderr: "",
        });
        expect(await runWell("deno", ["run", "-A", program, "token"], { env: variables(name) })).toBe(
          "made-up token\n",
        );
        // Any other way would have failed.
        expect((await run(program, ["status"], { env: variables(name) })).stderr).toContain("commandLine.js");
      } finally {
        copyFileSync(join(installed, "bin", "commandLine.js"), join(alone, "bin", "commandLine.js"));
      }
    },
  );

  it("costs no module but a few of Node's own", () => {
    const program = readText("bin/autoshares-auth.js");
    expect(program.length).toBeLessThan(30_000);
    expect(program).not.toMatch(/\bimport\s*[{*"'`\w]|\brequire\(/);
    expect([...program.matchAll(/import\(([^)]*)\)/g)].map(([, what]) => what)).toEqual([
      "`node:fs`",
      "`./commandLine.js`",
    ]);
    const builtins = [...program.matchAll(/getBuiltinModule\(`([^`]+)`\)/g)].map(([, name]) => name).sort();
    expect(builtins).toEqual(["buffer", "crypto", "fs", "os", "path", "util"].map((name) => `node:${name}`));
  });
});

describe("the tarball", () => {
  it("passes publint", { timeout }, async () => {
    const { status, stdout } = await run("publint", [tarball, "--strict"]);
    expect(stdout).toContain("All good!");
    expect(status).toBe(0);
  });

  it("passes attw as a package of ES modules", { timeout }, async () => {
    const { status, stdout, stderr } = await run("attw", [tarball, "--profile", "esm-only"]);
    expect({ status, output: status === 0 ? "" : stdout + stderr }).toEqual({ status: 0, output: "" });
  });
});
