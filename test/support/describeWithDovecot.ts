/** Tests that start a Dovecot. */
import { describeWhereFound } from "./describeWhereFound.ts";
import { whyDovecotIsMissing } from "./dovecot/whyDovecotIsMissing.ts";

/** Is `describe` for them. */
export const describeWithDovecot: ReturnType<typeof describeWhereFound> = describeWhereFound(
  "a Dovecot",
  whyDovecotIsMissing(),
);
