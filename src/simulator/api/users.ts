/**
 * Users: who they are, and which accounts they have.
 *
 * @module
 */
import type { UserInfo } from "../../api/userInfo.ts";
import type { Account } from "../Accounts.ts";
import { json, type Reply } from "../Reply.ts";
import { type Answer, idOf } from "./ApiContext.ts";
import { denied, invalid, noSuchUser, unexpected } from "./refusals.ts";

/** `GET /v1.0/users/{userId}/info` */
export const userInfo: Answer = ofUser(noSuchUser, ({ owner }) => json(200, infoOf(owner)));

/** `GET /v1.0/users/{userId}/accounts` */
export const userAccounts: Answer = ofUser(unexpected, ({ owner, accounts }) => {
  const { id } = accounts.of(owner);
  return json(200, [{
    Id: id,
    ClearingAccount: `SIM${id}`,
    AccessType: "Full",
    MarginType: "Margin",
    Enabled: true,
    OwnerType: "Individual",
    ClearingFirm: "Simulated",
    IsAverageAccount: false,
    Owners: [infoOf(owner)],
  }]);
});

/** Lets an endpoint below a user answer that user only; clients may encode the sign of `@me`. */
function ofUser(missing: Reply, answer: Answer): Answer {
  return (context) => {
    const [part] = context.parts;
    if (part === "@me") return answer(context);
    const id = idOf(part);
    if (id === undefined) return invalid();
    if (id === infoOf(context.owner).UserId) return answer(context);
    const another = [...context.users.all()].some((user) => infoOf(user).UserId === id);
    return another ? denied : missing;
  };
}

function infoOf({ user, id, email, addedAt }: Account): UserInfo {
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
