import { describe, expect, it } from "vitest";
import { ProviderFailed } from "../../../mod.ts";
import { isWebPromptFailure, type WebPromptFailureTag } from "../../../plugins/web_prompt.ts";

const failure = (provider: string, _tag?: string) =>
  new ProviderFailed({
    provider,
    problem: "out of order",
    retryable: false,
    reason: _tag === undefined ? undefined : { _tag },
  });

describe("isWebPromptFailure", () => {
  it.each<WebPromptFailureTag>([
    "NotServed",
    "PackageMissing",
    "PortTaken",
    "NotPermitted",
    "AddressUnavailable",
    "NoticeRefused",
    "NoticeUnavailable",
    "NoConnection",
    "NoticeFailed",
  ])("knows %s", (tag) => expect(isWebPromptFailure(failure("web-prompt", tag))).toBe(true));

  it.each<[string, unknown]>([
    ["another provider's failure", failure("webhook", "PortTaken")],
    ["one without a reason", failure("web-prompt")],
    ["one of a foreign kind", failure("web-prompt", "CodeRedacted")],
    ["one of a kind that every object has", failure("web-prompt", "toString")],
    ["what only looks like one", {
      _tag: "ProviderFailed",
      provider: "web-prompt",
      reason: { _tag: "PortTaken" },
    }],
  ])("does not take %s for one", (_, error) => expect(isWebPromptFailure(error)).toBe(false));
});
