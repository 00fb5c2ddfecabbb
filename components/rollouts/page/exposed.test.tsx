import { describe, expect, it } from "vitest";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { later } from "#lib/testing/specimens/rollout-evidence.ts";
import { history } from "#lib/testing/specimens/views/rollout-history.ts";
import { rollout, step, withVerdict } from "#lib/testing/specimens/views/rollouts.ts";
import { exposureOf } from "./exposed-words.ts";
import { speedText } from "./offer-words.ts";
import { RolloutLive } from "./rollout-live.tsx";

type Changed = Parameters<typeof rollout>[0];
const said = (changed?: Changed) =>
  exposureOf(rollout(changed))?.facts.map(({ term, value }) => `${term}: ${value}`);

describe("who is exposed", () => {
  it("is the split, what was answered and how fast", () => {
    expect(exposureOf(rollout())?.share).toBe(0.25);
    expect(said()).toEqual([
      "Now: 119,700 answers an hour on v2",
      "This stage: 19,950 answers of v2, 60,050 of v1",
      "So far: 19,950 answers of v2",
      "Plan: 25 % on v2; nobody changes back",
    ]);
  });

  it("counts subjects where rows name them, each once", () => {
    const guardrails = withVerdict(0, { candidateSubjects: 250, baselineSubjects: 750 });
    guardrails[1]!.verdict = { ...guardrails[1]!.verdict, candidateSubjects: 200, baselineSubjects: 700 };
    expect(said({ guardrails })).toContain("Subjects: 250 on v2 (25 % of them), 750 on v1");
    expect(said()?.join()).not.toContain("Subjects");
  });

  it("is nobody in shadow, whatever was answered there", () => {
    const steps = [step({ stageIndex: 0, enteredAt: later(-600) })];
    expect(exposureOf(rollout({ stageIndex: 0, steps }))?.share).toBe(0);
    expect(said({ stageIndex: 0, steps })).toEqual([
      "Now: 119,700 answers an hour, none served",
      "This stage: 19,950 answers that nobody was served",
      "So far: 0 answers of v2",
      "Plan: both versions answer; v1 serves",
    ]);
  });

  it("keeps the hold-out out of the last stage, and says no pace of a few seconds", () => {
    const steps = [step({ stageIndex: 2, enteredAt: later(-20), candidateRows: 90 })];
    expect(exposureOf(rollout({ stageIndex: 2, steps }))?.share).toBe(0.9);
    expect(said({ stageIndex: 2, steps })?.[0]).toBe("Now: 90 answers in 20 s on v2");
    expect(said({ stageIndex: 2, steps })?.at(-1)).toBe(
      "Plan: 90 % on v2, 10 % held out; nobody changes back",
    );
    const none = [step({ candidateRows: 0 })];
    expect(said({ steps: none })?.[0]).toBe("Now: v2 has not answered yet");
  });

  it("stands in the rail while the rollout lives, and no longer", () => {
    const text = (changed?: Changed) => textOf(<RolloutLive initial={rollout(changed)} past={history()} />);
    expect(text()).toContain("Who is exposed Canary v2 25 % v1 75 % Now 119,700 answers an hour");
    expect(text({ state: "completed" })).not.toContain("Who is exposed");
    expect(text({ state: "rolled-back" })).not.toContain("Who is exposed");
  });
});

describe("how fast a rollback is", () => {
  it("is what the last one took, with the reason it asks for", () => {
    const lastRollback = { rollout: 3, ms: 640 };
    expect(speedText(rollout({ lastRollback }))).toBe(
      "Roll back: everyone on v1; the last rollback took 0.64 s (rollout 3). Needs a reason.",
    );
    expect(speedText(rollout())).toBe("Roll back: everyone on v1. Needs a reason.");
  });

  it("is not said where nobody can roll back", () => {
    const mine = { ...rollout().mine, whyNotRollBack: "Needs the role." };
    expect(speedText(rollout({ mine }))).toBeNull();
    expect(speedText(rollout({ state: "rolled-back" }))).toBeNull();
    expect(speedText(rollout({ base: null }))).toBeNull();
  });
});
