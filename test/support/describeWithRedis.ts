/** Tests that start a Redis. */
import { describeWhereFound } from "./describeWhereFound.ts";
import { whyRedisIsMissing } from "./redis/whyRedisIsMissing.ts";

/** Is `describe` for them. */
export const describeWithRedis: ReturnType<typeof describeWhereFound> = describeWhereFound(
  "a Redis",
  whyRedisIsMissing(),
);
