import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
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
    expect(Object.keys(manifest().bin)).toEqual(["autoshares-auth"]);
    expect(readText(manifest().bin["autoshares-auth"])).toMatch(/^#!\/usr\/bin\/env node\n/);
  });
});

describe("the npm package's files", () => {
  it("are compiled modules with their types, and texts", () => {
    const other = filesIn(installed).filter((name) =>
      !/^esm\/(mod|(src|plugins)\/.+)\.(js|d\.ts)$/.test(name) &&
      !["package.json", "README.md", "LICENSE", "CHANGELOG.md"].includes(name)
    );
    expect(other).toEqual([]);
    expect(filesIn(installed)).toEqual(expect.arrayContaining(["README.md", "LICENSE", "CHANGELOG.md"]));
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

  it("says its version by its program", { timeout }, async () => {
    const bin = join(folder, "node_modules", ".bin", "autoshares-auth");
    expect(await runWell(bin, ["--version"], { cwd: folder })).toContain(version);
  });

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
