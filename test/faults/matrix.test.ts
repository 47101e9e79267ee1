/**
 * Every fault at every step of a login with every provider: each ends in the right typed error, in time, with nothing left
 * open, no secret said and no request too many. The counts stand at the end of the output.
 */
import { format } from "node:util";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { inLanes } from "./inLanes.ts";
import { openHandles, settledExcess } from "./openHandles.ts";
import { type ProviderName, rigs } from "./rigs/mod.ts";
import type { Row } from "./Row.ts";
import { rowsOf, usualRow } from "./rows.ts";
import { marks } from "./rowSecrets.ts";
import { type Judgement, runFault } from "./runFault.ts";
import { linesOf, sumOf, type Tally, tallyOf } from "./tally.ts";

const tallies = new Map<string, Tally>();
/** What console and streams said in the provider's rows. */
let said: Array<string> = [];

beforeAll(() => {
  for (const name of ["log", "info", "warn", "error", "debug", "trace"] as const) {
    vi.spyOn(console, name).mockImplementation((...words: ReadonlyArray<unknown>) =>
      void said.push(format(...words))
    );
  }
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((text) => said.push(String(text)) > 0);
  }
});

afterAll(() => {
  vi.restoreAllMocks();
  console.log(linesOf(tallies));
});

/** Most rows wait most of the time. */
const lanes = 40;

const titleOf = ({ step, fault }: Row): string => `${step}: ${fault}`;

describe.each(Object.keys(rigs) as ReadonlyArray<ProviderName>)("%s", (provider) => {
  const rows = rowsOf(provider);
  const found = new Map<Row, Judgement>();
  let handles: Readonly<Record<string, number>> = {};
  let secretsSaid = 0;

  beforeAll(async () => {
    said = [];
    const startedAt = performance.now();
    // What is loaded and opened once for all logins counts for none of them.
    await runFault(usualRow(provider));
    await new Promise((resolve) => setTimeout(resolve, 500));
    const baseline = openHandles();
    const judgements = await inLanes(rows, lanes, runFault);
    rows.forEach((row, index) => found.set(row, judgements[index]!));
    handles = await settledExcess(baseline);
    const seconds = (performance.now() - startedAt) / 1000;
    secretsSaid = said.join("\n").match(marks)?.length ?? 0;
    const left = Object.values(handles).reduce((sum, count) => sum + count, 0);
    tallies.set(provider, tallyOf(judgements, { handles: left, secrets: secretsSaid, seconds }));
  }, 300_000);

  it.each(rows.map((row) => [titleOf(row), row] as const))("%s", (_, row) => {
    const { wrongError, tooLate, leftOpen, secretsSeen, tooManyRequests } = found.get(row)!;
    expect({ wrongError, tooLate, leftOpen, secretsSeen, tooManyRequests }).toEqual({ secretsSeen: 0 });
  });

  it("leaves nothing open in the process", () => expect(handles).toEqual({}));
  it("says no secret in logs or on the console", () => expect(secretsSaid).toBe(0));
});

it("the counts are those of a run without a finding", () => {
  const { tried, seconds: _, ...counts } = sumOf([...tallies.values()]);
  expect(counts).toEqual({
    rightError: tried,
    inTime: tried,
    withinRequests: tried,
    handlesLeftOpen: 0,
    secretsSeen: 0,
  });
});
