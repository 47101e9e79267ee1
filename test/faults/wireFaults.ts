/**
 * What can go wrong between a request and its answer, whatever it is for.
 */
import { answerFaults } from "./wire/answerFaults.ts";
import { connectionFaults } from "./wire/connectionFaults.ts";
import type { WireFault } from "./wire/WireFault.ts";

export type { WireFault } from "./wire/WireFault.ts";

/** All of them. */
export const wireFaults: ReadonlyArray<WireFault> = [...connectionFaults, ...answerFaults];
