/** Programs that give no code. */
import { answers, requestsUpTo } from "../broker.ts";
import { commandRig } from "../rigs/commandRig.ts";
import { codeTimedOut, providerFailed, type ProviderFault } from "./ProviderFault.ts";

/** A script, in whose command line the row's folder stands. */
const script = (text: string, options = {}) => commandRig((folder) => ["sh", "-c", text, folder], options);
const failed = providerFailed(undefined, true);

const wrong: ReadonlyArray<readonly [fault: string, text: string]> = [
  ["it ends with a status", "exit 7"],
  ["it is killed", "kill -9 $$"],
  ["it prints nothing", "true"],
  ["it prints words", "echo It was the best of times"],
  ["it prints two codes", `cat "$0/code" "$0/code"`],
  ["it prints bytes that are no text", "head -c 100 /dev/urandom"],
  ["it prints without end", "yes"],
  ["it prints what it was told, and fails", `cat "$0/code"; exit 1`],
];

/** All of them. */
export const commandFaults: ReadonlyArray<ProviderFault> = [
  ...wrong.map(([fault, text]): ProviderFault => ({
    step: "AwaitCode",
    fault,
    rig: script(text),
    expected: failed,
  })),
  {
    step: "AwaitCode",
    fault: "there is no such program",
    rig: commandRig((folder) => [`${folder}/none`]),
    expected: providerFailed(undefined, false),
  },
  {
    step: "AwaitCode",
    fault: "it is no program",
    rig: commandRig((folder) => [folder]),
    expected: providerFailed(undefined, false),
  },
  {
    step: "Arm",
    fault: "no program is named",
    rig: commandRig(() => [""]),
    expected: providerFailed(undefined, false),
  },
  {
    step: "AwaitCode",
    fault: "it hangs, beyond the login's wait",
    rig: script("sleep 60"),
    codeTimeout: 500,
    expected: codeTimedOut,
  },
  {
    step: "AwaitCode",
    fault: "it hangs, and does not listen to SIGTERM",
    rig: script(`trap "" TERM; cd "$0"; sleep 60 & wait; sleep 60`),
    codeTimeout: 500,
    expected: codeTimedOut,
  },
  {
    step: "AwaitCode",
    fault: "it hangs, beyond a limit of its own",
    rig: script("sleep 60", { timeout: 400 }),
    waits: 400,
    expected: failed,
  },
  {
    step: "AwaitCode",
    fault: "something that it has started holds its output open",
    rig: script(`sh -c 'sleep 60' "$0" & cat "$0/code"; kill $!`),
    expected: "token",
  },
  {
    step: "AwaitCode",
    fault: "it gives the code that was refused again",
    rig: commandRig(),
    script: ({ delivering, secrets }) => [
      delivering(0, answers.codeExpected(secrets)),
      answers.failed("VerificationCode", "Invalid confirmation code"),
    ],
    expected: { tag: "CodeRefused", fields: { codesTried: 1 } },
    requests: requestsUpTo("SubmitCode"),
  },
];
