/**
 * Who a user is.
 *
 * @module
 */
import * as Schema from "effect/Schema";
import type { ApiCall } from "../ApiCall.ts";
import { answer } from "./answer.ts";
import { userPath } from "./path.ts";

/** A user. */
export interface UserInfo {
  /** The user's id; an account's is another. */
  readonly UserId: number;
  /** The username. */
  readonly Login: string;
  /** Given name. */
  readonly FirstName?: string;
  /** Second given name, or a patronymic. */
  readonly MiddleName?: string;
  /** Family name. */
  readonly LastName?: string;
  /** The address that emails go to, codes by email too. */
  readonly Email?: string;
  /** When the user was created: ISO 8601 in UTC. */
  readonly AddedDate?: string;
  /** `NoSalutation`, `Mr`, `Mrs`, `Ms`, `Dr`, `Sir`, `Madam`. */
  readonly Salutation?: string;
  /** `NoSuffix`, `Jr`, `Sr`, `Second`, `Third`, `Fourth`. */
  readonly Suffix?: string;
}

/** The schema of a {@linkcode UserInfo}. */
export const UserInfo: Schema.Decoder<UserInfo> = answer(Schema.Struct({
  UserId: Schema.Number,
  Login: Schema.String,
  FirstName: Schema.optionalKey(Schema.String),
  MiddleName: Schema.optionalKey(Schema.String),
  LastName: Schema.optionalKey(Schema.String),
  Email: Schema.optionalKey(Schema.String),
  AddedDate: Schema.optionalKey(Schema.String),
  Salutation: Schema.optionalKey(Schema.String),
  Suffix: Schema.optionalKey(Schema.String),
}));

/**
 * Who a user is: `GET /v1.0/users/{userId}/info` (etna-trader-rest-api/public-api/Users).
 *
 * @param userId The user's id; default `@me`, whose token it is.
 * @returns The call, which gives the user. Throws `InvalidConfiguration` for what is no id.
 *
 * @example
 * ```ts
 * import { userInfo } from "@autoshares/auth/api";
 *
 * userInfo().path; // "/v1.0/users/@me/info"
 * ```
 */
export function userInfo(userId: number | "@me" = "@me"): ApiCall<UserInfo> {
  return { path: `${userPath(userId)}/info`, schema: UserInfo };
}
