/**
 * Which fault is next.
 *
 * @module
 */
import { validateHeaderName, validateHeaderValue } from "node:http";
import type { Fault } from "./Fault.ts";
import type { SimulatorStep } from "./ReceivedRequest.ts";

interface Planned {
  readonly fault: Fault;
  left: number;
}

const steps: ReadonlyArray<SimulatorStep> = ["RequestToken", "SubmitCode", "SubmitPin", "ApiRequest"];

/** The faults that were ordered, by step. */
export class FaultPlan {
  readonly #planned = new Map<SimulatorStep, Array<Planned>>();

  /** Replaces a step's faults; several come one after another. Throws an `Error` where one cannot be used. */
  set(step: SimulatorStep, faults: Fault | ReadonlyArray<Fault>): void {
    if (!steps.includes(step)) throw new Error(`setFault: the step is none of ${steps.join(", ")}`);
    const list: ReadonlyArray<Fault> = "type" in faults ? [faults] : faults;
    for (const fault of list) checkFault(fault);
    this.#planned.set(step, list.map((fault) => ({ fault, left: fault.times ?? Infinity })));
  }

  /** Forgets the faults of one step, or of all. */
  clear(step?: SimulatorStep): void {
    if (step === undefined) this.#planned.clear();
    else this.#planned.delete(step);
  }

  /** The fault for a request of a step, which counts as used. */
  next(step: SimulatorStep): Fault | undefined {
    const planned = this.#planned.get(step)?.find((each) => each.left > 0);
    if (planned === undefined) return undefined;
    planned.left--;
    return planned.fault;
  }
}

function checkFault(fault: Fault): void {
  const { times = 1, when = "before" } = fault;
  if (!(times === Infinity || Number.isInteger(times)) || times < 1) {
    throw new Error("setFault: times is not a whole number from 1");
  }
  if (when !== "before" && when !== "after") throw new Error("setFault: when is neither before nor after");
  switch (fault.type) {
    case "delay":
      if (!(fault.milliseconds >= 0 && fault.milliseconds < 2 ** 31)) {
        throw new Error("setFault: milliseconds is not a time from 0 to 24 days");
      }
      return;
    case "status":
      checkStatus(fault.status, 200, 599);
      return checkHeaders(fault.headers ?? {});
    case "reply":
      if (JSON.stringify(fault.body) === undefined) {
        throw new Error("setFault: body is nothing that JSON can say");
      }
      return checkStatus(fault.status ?? 200, 200, 599);
    case "redirect":
      checkHeaders({ "Location": fault.location });
      return checkStatus(fault.status ?? 307, 300, 399);
    case "drop":
    case "hang":
    case "garbage":
    case "reset":
    case "endless":
      return;
    default:
      throw new Error("setFault: there is no fault of that type");
  }
}

function checkStatus(status: number, least: number, greatest: number): void {
  if (!Number.isInteger(status) || status < least || status > greatest) {
    throw new Error(`setFault: status is not a whole number from ${least} to ${greatest}`);
  }
}

function checkHeaders(headers: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(headers)) {
    validateHeaderName(name);
    for (const each of Array.isArray(value) ? value : [value]) validateHeaderValue(name, String(each));
  }
}
