/** Tests that start Chromium. */
import { whyChromiumIsMissing } from "./chromium/whyChromiumIsMissing.ts";
import { describeWhereFound } from "./describeWhereFound.ts";

/** Is `describe` for them. */
export const describeWithChromium: ReturnType<typeof describeWhereFound> = describeWhereFound(
  "a Chromium",
  whyChromiumIsMissing(),
);
