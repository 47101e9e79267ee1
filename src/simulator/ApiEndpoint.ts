/**
 * What stands behind the token: `GET {baseUrl}/v1.0/users/@me/info`.
 *
 * @module
 */
import type { Account, Accounts } from "./Accounts.ts";
import type { ProtocolValues } from "./ReceivedRequest.ts";
import { appKeyRefused, json, methodRefused, type Reply } from "./Reply.ts";
import type { SimulatorSettings } from "./settings.ts";
import type { UserInfo } from "./SimulatorOptions.ts";

/** Path of a user's own info; clients may encode the sign. */
const infoPath = /^\/api\/v1\.0\/users\/(?:@|%40)me\/info$/;

/**
 * Answers a request that is not for the token endpoint.
 *
 * @param method Its method.
 * @param path Its path, without the query.
 * @param values Its headers.
 * @param settings The app keys.
 * @param accounts The server's memory, which knows the tokens.
 * @returns The response: the user's info, a refusal, or 404.
 */
export function apiReply(
  method: string,
  path: string,
  values: ProtocolValues,
  settings: SimulatorSettings,
  accounts: Accounts,
): Reply {
  if (!infoPath.test(path)) {
    return json(404, { Message: "No HTTP resource was found that matches the request URI." });
  }
  if (method !== "GET") return methodRefused("GET");
  if (values.appKey === undefined || !settings.appKeys.has(values.appKey)) return appKeyRefused;
  const owner = accounts.ownerOf(values.bearer);
  return owner === undefined
    ? json(401, { Message: "Authorization has been denied for this request." })
    : json(200, userInfo(owner));
}

function userInfo({ user, id, email, addedAt }: Account): UserInfo {
  return {
    UserId: id,
    FirstName: user.username,
    MiddleName: "",
    LastName: "Simulated",
    Login: user.username,
    Email: email,
    AddedDate: new Date(addedAt).toISOString(),
    Salutation: "NoSalutation",
    Suffix: "NoSuffix",
    ...user.info,
  };
}
