import { describe, expect, it } from "vitest";
import { arm, share, withGuardrail } from "#lib/testing/specimens/rollout-evidence.ts";
import { verdict } from "#lib/testing/specimens/views/rollouts.ts";
import { chosenIn } from "./chosen-guardrail.ts";
import { claimText } from "./claim-words.ts";
import { bytesText } from "./eight-bytes.ts";

const arms = { baseline: "v1", candidate: "v2" };
const claimed = (evidence: Parameters<typeof verdict>[0], guardrail: string) => {
  const view = verdict(evidence);
  return claimText(view.inputs.plan, chosenIn(view, guardrail)!, arms);
};

describe("the claim of a verdict", () => {
  it("is one-sided, and rounded to where it still holds", () => {
    expect(claimed(withGuardrail("log-loss", { candidate: arm(20_000, 0.3, 0.4) }), "log-loss")).toMatch(
      /^v2 is proven at least 0\.18 better than v1; this stage advances within 0\.02\.$/,
    );
    expect(claimed(withGuardrail("errors", {}), "errors")).toMatch(
      /^v2 is proven no more than 0\.1\d percentage points worse than v1; this stage advances within 1 percentage point\.$/,
    );
  });

  it("says what is missing where nothing is proven", () => {
    expect(claimed(withGuardrail("log-loss", { candidate: arm(1500, 0.5, 0.4) }), "log-loss")).toMatch(
      /so far/,
    );
    expect(claimed(withGuardrail("log-loss", { candidate: null }), "log-loss")).toContain(
      "No outcomes from v2 yet.",
    );
    expect(claimed(withGuardrail("latency", { candidate: arm(20_000, 90, 5) }), "latency")).toContain(
      "limit 50 ms",
    );
  });

  it("names the action of the guardrail that failed", () => {
    const failing = withGuardrail("errors", { candidate: share(900, 20_000) });
    expect(claimed(failing, "errors")).toMatch(
      /worse than v1; the plan rolls back beyond 0\.1 percentage points\.$/,
    );
  });
});

describe("the guardrail that a page is about", () => {
  const view = verdict(withGuardrail("log-loss", { candidate: arm(20_000, 0.579, 0.4) }));
  const chosen = (asked?: string) => chosenIn(view, asked)?.guardrail.id;

  it("is the one asked for, else the one that decided", () => {
    expect(chosen("errors")).toBe("errors");
    expect(chosen()).toBe("log-loss");
    expect(chosen("none such")).toBe("log-loss");
    expect(chosenIn({ ...view, verdicts: [] }, undefined)).toBeNull();
  });
});

describe("eight bytes", () => {
  it("are those of IEEE 754", () => {
    expect(bytesText(3902)).toBe("40ae 7c00 0000 0000");
    expect(bytesText(-0)).not.toBe(bytesText(0));
    expect(bytesText(0.1 + 0.2)).not.toBe(bytesText(0.3));
  });
});
