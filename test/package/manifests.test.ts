import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { version } from "../../src/version.ts";
import { root } from "./run.ts";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly exports: Readonly<Record<string, string>>;
}

interface DenoManifest extends Manifest {
  readonly imports: Readonly<Record<string, string>>;
}

interface NodeManifest extends Manifest {
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const read = <A>(name: string): A => JSON.parse(readFileSync(join(root, name), "utf8")) as A;
const deno = read<DenoManifest>("deno.json");
const node = read<NodeManifest>("package.json");

describe("the manifests of JSR and npm", () => {
  it("agree on the package's name, version and license", () => {
    const identity = { name: "@autoshares/auth", version, license: "MIT" };
    expect(deno).toMatchObject(identity);
    expect(node).toMatchObject(identity);
    expect(read<Manifest>("package-lock.json").version).toBe(version);
  });

  it("agree on the entry points; the command line is one on JSR, and a program on npm", () => {
    const { "./cli": cli, ...others } = deno.exports;
    expect(others).toEqual(node.exports);
    expect(Object.values(node.bin).map((path) => `./${path}`)).toEqual([cli]);
  });

  it("agree on the dependencies, each with a range that takes later fixes", () => {
    const { dependencies, peerDependencies } = node;
    const ranges = Object.entries({ ...dependencies, ...peerDependencies });
    expect(deno.imports).toEqual(
      Object.fromEntries(ranges.map(([name, range]) => [name, `npm:${name}@${range}`])),
    );
    for (const [, range] of ranges) expect(range).toMatch(/^\^\d+\.\d+\.\d+$/);
  });

  it("develops against the lowest version of each peer that it allows", () => {
    for (const [name, range] of Object.entries(node.peerDependencies)) {
      expect(`^${node.devDependencies[name]}`).toBe(range);
    }
  });
});

describe("the lock file", () => {
  it("names packages by version and checksum, not by where they were loaded from", () => {
    expect(readFileSync(join(root, "package-lock.json"), "utf8")).not.toMatch(
      /"resolved"|https?:\/\/[^"]*\.tgz/,
    );
  });
});
