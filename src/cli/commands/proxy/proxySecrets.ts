/**
 * What programs must send to the proxy.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { bearerProblem } from "../../../../plugins/webhook/bearerProof.ts";
import { InvalidConfiguration } from "../../../AuthError.ts";
import { secretsOf } from "../../settings/secretsOf.ts";
import type { Settings } from "../../settings/Settings.ts";

const setting = "AUTOSHARES_PROXY_SECRET";

/**
 * Reads `AUTOSHARES_PROXY_SECRET`: one secret, or several by comma while one is replaced.
 *
 * @param settings The settings.
 * @returns The secrets, none where it is not set; `InvalidConfiguration` for one that cannot be used.
 */
export function proxySecrets(
  settings: Settings,
): Effect.Effect<ReadonlyArray<Redacted.Redacted<string>>, InvalidConfiguration> {
  return Effect.gen(function* () {
    const secrets = yield* secretsOf(setting, settings);
    const problem = secrets.map((secret) => bearerProblem(Redacted.value(secret))).find((each) => each);
    if (problem !== undefined) return yield* new InvalidConfiguration({ setting, problem });
    // Commas alone are no secret, and whoever set them wanted one.
    if (secrets.length === 0 && (yield* settings.secret(setting)) !== undefined) {
      return yield* new InvalidConfiguration({ setting, problem: "holds no secret" });
    }
    return secrets;
  });
}
