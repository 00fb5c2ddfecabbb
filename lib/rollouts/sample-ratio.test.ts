import { describe, expect, it } from "vitest";
import { healthy, judge, stage } from "#lib/testing/specimens/rollout-evidence.ts";
import type { ArmCounts, Evidence } from "./evidence.ts";

const counts = (baseline: number, candidate: number): ArmCounts => ({ baseline, candidate });

function verdictOn(
  all: ArmCounts,
  shared?: NonNullable<Evidence["exposureCounts"]["shared"]>,
  by?: "judge-2",
) {
  const exposureCounts = {
    ...all,
    plannedCandidateShare: 0.5,
    ...(shared === undefined ? {} : { shared }),
  };
  return judge({ ...healthy, exposureCounts }, {}, stage, by).verdicts[3]!;
}

describe("the split of traffic", () => {
  const late = counts(6000, 0);

  it("is not judged on rows of one arm before the other has reported", () => {
    const none = counts(0, 0);
    expect(verdictOn(late).state).toBe("FAIL");
    expect(verdictOn(late, { receipt: none, sender: none }).state).toBe("INSUFFICIENT");
    expect(verdictOn(late, { receipt: none, sender: none }, "judge-2").state).toBe("FAIL");
  });

  it("is found broken where both clocks show it, and by neither alone", () => {
    const even = counts(6000, 6000);
    const uneven = counts(6000, 4000);
    expect(verdictOn(uneven, { receipt: uneven, sender: uneven }).state).toBe("FAIL");
    expect(verdictOn(uneven, { receipt: uneven, sender: even }).state).toBe("PASS");
    expect(verdictOn(uneven, { receipt: even, sender: uneven }).state).toBe("PASS");
  });

  it("fails at once where an arm that the plan gives none has traffic", () => {
    const exposureCounts = { ...counts(10, 1), plannedCandidateShare: 0 };
    expect(judge({ ...healthy, exposureCounts }).verdicts[3]).toMatchObject({ state: "FAIL" });
  });
});
