/**
 * What the library costs those who import it, in bytes and in time: `npm run size`.
 *
 * `--what ./imap` shows instead which modules an entry point's bytes come from, and `--no-start` leaves out the times, for
 * which the package is built.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bundle, type Size } from "./size/bundle.ts";
import { entryPoints, measureSizes } from "./size/sizes.ts";
import { measureStart, rounds, type Runtime } from "./size/startTimes.ts";
import { table } from "./size/table.ts";
import { root } from "./support/root.ts";

const number = (bytes: number) => bytes.toLocaleString("en");
const cells = (size: Size | undefined) =>
  size === undefined ? ["", ""] : [number(size.minified), number(size.gzipped)];

async function showSizes(): Promise<void> {
  const rows = (await measureSizes()).map(({ title, alone, beside }) => [
    title,
    ...cells(alone),
    ...cells(beside),
  ]);
  console.log("Bytes by esbuild, of this library alone unless a row says more\n");
  console.log(table([["entry point", "minified", "gzipped", "beside . minified", "gzipped"], ...rows]));
}

async function showStart(runtime: Runtime): Promise<void> {
  const rows = await measureStart(runtime);
  const whole = rows.at(-1)!;
  console.log(`\nImport of the built package by ${runtime}, milliseconds, medians of ${rounds} processes\n`);
  console.log(table([
    ["imported", "elapsed", "ratio to it", "processor", "ratio to it"],
    ...rows.map(({ title, median, processor }) => [
      title,
      median.toFixed(0),
      (whole.median / median).toFixed(2),
      processor.toFixed(0),
      (whole.processor / processor).toFixed(2),
    ]),
  ]));
}

async function showModules(name: string): Promise<void> {
  const source = entryPoints.find(([entry]) => entry === name)?.[1];
  if (source === undefined) {
    throw new Error(`no entry point ${name}; there are ${entryPoints.map(([entry]) => entry).join(" ")}`);
  }
  const { metafile } = await bundle({ entries: [source] });
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs))
    .map(([path, { bytesInOutput }]) => [path, bytesInOutput] as const)
    .toSorted(([, a], [, b]) => b - a);
  console.log(table([["module", "minified"], ...inputs.map(([path, bytes]) => [path, number(bytes)])]));
}

function npm(args: ReadonlyArray<string>, cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync("npm", args, { cwd, encoding: "utf8" });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`npm ${args[0]} ended with status ${status}: ${stderr}`);
  return stdout;
}

/** What npm says of the package that it would publish. */
interface Packed {
  readonly size: number;
  readonly unpackedSize: number;
  readonly entryCount: number;
}

function showPackage(): void {
  const stdout = npm(["pack", "--dry-run", "--json"], join(root, "npm"));
  const [packed] = Object.values(JSON.parse(stdout) as Record<string, Packed>);
  const { size, unpackedSize, entryCount } = packed!;
  console.log(
    `\nThe npm package, its program with it: ${number(size)} bytes packed, ${
      number(unpackedSize)
    } unpacked, ` +
      `${entryCount} files`,
  );
}

const { values } = parseArgs({ options: { what: { type: "string" }, "no-start": { type: "boolean" } } });
if (values.what !== undefined) {
  await showModules(values.what);
} else {
  await showSizes();
  if (!values["no-start"]) {
    npm(["run", "build"], root);
    showPackage();
    await showStart("Node");
    await showStart("Deno");
  }
}
