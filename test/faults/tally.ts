/**
 * The counts of the matrix, by provider and in sum.
 */
import type { Judgement } from "./runFault.ts";

/** What was counted. */
export interface Tally {
  readonly tried: number;
  readonly rightError: number;
  readonly inTime: number;
  readonly withinRequests: number;
  readonly handlesLeftOpen: number;
  readonly secretsSeen: number;
  /** How long all of it took. */
  readonly seconds: number;
}

/** What was found beside the single rows. */
export interface Beside {
  readonly handles: number;
  readonly secrets: number;
  readonly seconds: number;
}

/** Counts judgements. */
export function tallyOf(judgements: ReadonlyArray<Judgement>, { handles, secrets, seconds }: Beside): Tally {
  const without = (finding: keyof Judgement): number =>
    judgements.filter((judgement) => judgement[finding] === undefined).length;
  return {
    tried: judgements.length,
    rightError: without("wrongError"),
    inTime: without("tooLate"),
    withinRequests: without("tooManyRequests"),
    handlesLeftOpen: judgements.length - without("leftOpen") + handles,
    seconds,
    secretsSeen: judgements.reduce((sum, { secretsSeen }) => sum + secretsSeen, secrets),
  };
}

/** The sum of several. */
export function sumOf(tallies: ReadonlyArray<Tally>): Tally {
  const sum = (of: keyof Tally): number => tallies.reduce((total, tally) => total + tally[of], 0);
  return {
    tried: sum("tried"),
    rightError: sum("rightError"),
    inTime: sum("inTime"),
    withinRequests: sum("withinRequests"),
    handlesLeftOpen: sum("handlesLeftOpen"),
    secretsSeen: sum("secretsSeen"),
    seconds: sum("seconds"),
  };
}

/** One line for each provider, and one for all. */
export function linesOf(tallies: ReadonlyMap<string, Tally>): string {
  const line = (name: string, tally: Tally): string =>
    `${
      name.padEnd(16)
    } faults tried ${tally.tried}, right typed error ${tally.rightError}, in time ${tally.inTime}, ` +
    `requests as allowed ${tally.withinRequests}, handles left open ${tally.handlesLeftOpen}, ` +
    `secrets seen ${tally.secretsSeen} (${Math.round(tally.seconds)} s)`;
  return [
    ...[...tallies].map(([name, tally]) => line(name, tally)),
    line("all", sumOf([...tallies.values()])),
  ]
    .join("\n");
}
