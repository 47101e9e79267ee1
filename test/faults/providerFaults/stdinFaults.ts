/** Input that brings no code. */
import { stdinRig, type StdinRigOptions } from "../rigs/stdinRig.ts";
import { providerFailed, type ProviderFault } from "./ProviderFault.ts";

const failed = providerFailed(undefined, false);
const unusable = providerFailed(undefined, true);

type Arrive = NonNullable<StdinRigOptions["arrive"]>;

const ending: ReadonlyArray<readonly [fault: string, arrive: Arrive]> = [
  ["the end of the input", (input) => void input.end()],
  ["the input's end at a wait", (input) => void setTimeout(() => input.end(), 300)],
  ["an input that is closed", (input) => void input.destroy()],
  ["an input that is closed at a wait", (input) => void setTimeout(() => input.destroy(), 300)],
  ["an input that fails", (input, code) => void input.on("error", () => {}).destroy(new Error(code))],
  [
    "an input that fails at a wait",
    (input, code) => void setTimeout(() => input.on("error", () => {}).destroy(new Error(code)), 300),
  ],
  ["an endless line", (input, code) => void input.write(code.repeat(2000))],
];

/** All of them. */
export const stdinFaults: ReadonlyArray<ProviderFault> = [
  {
    step: "AwaitCode",
    fault: "a blank line",
    rig: stdinRig({ arrive: (input) => void input.write("  \n") }),
    expected: unusable,
  },
  {
    step: "AwaitCode",
    fault: "a line that is no code",
    rig: stdinRig({ arrive: (input, code) => void input.write(`${code}ü\n`) }),
    expected: unusable,
  },
  {
    step: "AwaitCode",
    fault: "a code in pieces",
    rig: stdinRig({
      alone: true,
      arrive: (input, code) => {
        for (const sign of ` ${code} \r\n`) input.write(sign);
      },
    }),
    expected: "token",
  },
  {
    step: "AwaitCode",
    fault: "a code that is typed on a terminal",
    rig: stdinRig({ isTTY: true }),
    expected: "token",
  },
  {
    step: "AwaitCode",
    fault: "a terminal that is left: Ctrl-D",
    rig: stdinRig({ isTTY: true, arrive: (input) => void input.write("\u0004") }),
    expected: failed,
  },
  ...ending.map(([fault, arrive]): ProviderFault => ({
    step: "AwaitCode",
    fault,
    rig: stdinRig({ arrive, alone: true }),
    expected: failed,
  })),
];
