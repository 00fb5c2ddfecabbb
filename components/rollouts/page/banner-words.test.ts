import { describe, expect, it } from "vitest";
import { saidText } from "#components/ui/said.tsx";
import { ROLLOUT_STATES } from "#lib/rollouts/rollout.ts";
import { arm, withGuardrail } from "#lib/testing/specimens/rollout-evidence.ts";
import { event, given, judged, rollout, withVerdict } from "#lib/testing/specimens/views/rollouts.ts";
import { bannerOf, reachText } from "./banner-words.ts";

const harmful = judged(
  withGuardrail("log-loss", { baseline: arm(60_000, 0.5, 0.4), candidate: arm(20_000, 0.577, 0.4) }),
);
const cause = harmful.verdicts[0]!;
const because = "because" in harmful.decision ? String(harmful.decision.because) : "";
const undecided = { state: "INCONCLUSIVE", difference: 0.01, samplesNeeded: 400 } as const;

describe("who is served", () => {
  it.each([
    [0, "Shadow: v2 serves nobody."],
    [1, "v2 serves 25 % of traffic."],
    [2, "v2 serves 90 %; 10 % stay on v1."],
  ])("in stage %i: %s", (stageIndex, text) => expect(reachText(rollout({ stageIndex }))).toBe(text));
});

describe("the banner", () => {
  it.each([
    ["running", "pass", "v2 serves 25 % of traffic."],
    ["paused", "hold", "Paused. v2 serves 25 % of traffic."],
    ["halted", "fail", "Halted. v2 serves 25 % of traffic."],
    ["rolling-back", "fail", "Rolling back to v1."],
    ["rolled-back", "fail", "Everyone is on v1 again."],
    ["completed", "pass", "Everyone is on v2."],
  ] as const)("of one that is %s", (state, tone, headline) => {
    expect(bannerOf(rollout({ state }))).toMatchObject({ tone, headline });
  });

  it("leads to a verdict in every state that a verdict ends in, and in no other", () => {
    const leading = ROLLOUT_STATES.filter(
      (state) => bannerOf(rollout({ state, verdicts: [given()] })).verdict,
    );
    expect(leading).toEqual(["rolling-back", "rolled-back", "completed"]);
    expect(bannerOf(rollout({ state: "completed" })).verdict).toBeNull();
  });
});

describe("how it came to that", () => {
  const detail = (changed: Parameters<typeof rollout>[0]) => saidText(bannerOf(rollout(changed)).detail);

  it("says that a freeze holds it, until when, and that it still rolls back", () => {
    const frozen = "Changes are frozen until Mon 30 Nov 2026 09:00 Europe/Berlin: Year end.";
    expect(detail({ held: frozen })).toBe(`${frozen} Monitoring continues, and it still rolls back.`);
    expect(bannerOf(rollout({ held: frozen })).icon).not.toBe(bannerOf(rollout({})).icon);
  });

  it("says what happens next while everything passes", () => {
    expect(detail({})).toBe("Every guardrail passes; advances at the next check.");
    expect(detail({ stageIndex: 2 })).toBe("Every guardrail passes; completes at the next check.");
  });

  it("says what a running one waits for, from the verdict's numbers, and how much else", () => {
    const guardrails = withVerdict(0, undecided);
    const one = detail({ guardrails, waitingFor: ["Log-loss: the judge's words"] });
    expect(one).toBe("Waiting: Log-loss: Worse by 0.01 so far; about 400 more outcomes needed on v2.");
    const stageEnteredAt = "2026-11-23T14:01:20.000Z";
    const two = detail({ guardrails, stageEnteredAt, waitingFor: ["one", "two"] });
    expect(two).toBe(`${one} 1 more reason below.`);
  });

  it("is shown as running, not as passing, while anything is awaited", () => {
    const waiting = bannerOf(rollout({ waitingFor: ["The clock is behind the start of this stage."] }));
    expect(waiting).toMatchObject({ tone: "yours", icon: "play" });
    expect(saidText(waiting.detail)).toBe("Waiting: The clock is behind the start of this stage.");
  });

  it("gives the reason of a pause, where one was given", () => {
    const rest = "Monitoring continues; nothing advances until someone resumes it.";
    expect(detail({ state: "paused" })).toBe(rest);
    const events = [event({ action: "rollout.paused", because: "A storm is coming." })];
    expect(detail({ state: "paused", events })).toBe(`A storm is coming. ${rest}`);
  });

  it("words a failed guardrail from its numbers, a person's reason as it was given", () => {
    const words = "Log-loss: v2 is proven at least 0.064 worse than v1; the plan rolls back beyond 0.01.";
    for (const state of ["halted", "rolling-back", "rolled-back"] as const) {
      expect(detail({ state, because, cause })).toBe(words);
      expect(detail({ state, because: "Looks wrong.", cause: null })).toBe("Looks wrong.");
    }
  });

  it("says of a completed one whether anything was compared", () => {
    const state = "completed";
    expect(detail({ state, verdicts: [given("advance")] })).toBe("Every stage passed.");
    expect(detail({ state, base: null })).toBe("No version was live here before, so nothing was compared.");
  });
});
