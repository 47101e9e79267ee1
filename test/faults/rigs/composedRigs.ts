/** `firstOf` and `orElse`, each of two other rigs. */
import { firstOf, orElse } from "../../../mod.ts";
import type { CodeProvider } from "../../../mod.ts";
import type { Rig, RigMaker } from "../Row.ts";

/** A rig of two, of which both get each code. */
const composed =
  (compose: (first: CodeProvider, second: CodeProvider) => CodeProvider) =>
  (first: RigMaker, second: RigMaker): RigMaker =>
  async (secrets): Promise<Rig> => {
    const rigs = [await first(secrets), await second(secrets)] as const;
    const sum = (of: "leftOpen" | "signIns") => rigs.reduce((total, rig) => total + (rig[of]?.() ?? 0), 0);
    const arming = rigs.flatMap((rig) => rig.arming ?? []);
    return {
      provider: compose(rigs[0].provider, rigs[1].provider),
      secrets: rigs.flatMap((rig) => rig.secrets ?? []),
      deliver: async (code) => {
        for (const rig of rigs) await rig.deliver(code);
      },
      leftOpen: () => sum("leftOpen"),
      signIns: () => sum("signIns"),
      ...(arming.length === 0 ? {} : { arming: () => Promise.race(arming.map((each) => each())) }),
      [Symbol.asyncDispose]: async () => {
        for (const rig of rigs) await rig[Symbol.asyncDispose]();
      },
    };
  };

/** Whichever has a code first. */
export const firstOfRig: (first: RigMaker, second: RigMaker) => RigMaker = composed((a, b) => firstOf(a, b));

/** The second where the first fails. */
export const orElseRig: (first: RigMaker, second: RigMaker) => RigMaker = composed((a, b) => orElse(a, b));
