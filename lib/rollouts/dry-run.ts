import type { Guardrail, Plan, Stage } from "#lib/releases/plan.ts";
import { readsWindows } from "./rules.ts";
import type { DryRollout } from "./views/dry-run.ts";
import type { EffectLook, RolloutHistoryView } from "./views/rollout-history.ts";

/**
 * The stage of a plan that is most like one a rollout went through: shadow for shadow, else the nearest share of traffic;
 * null where the plan has none.
 */
export function stageLike({ stages }: Pick<Plan, "stages">, past: Stage): Stage | null {
  const alike = stages.filter(({ kind }) => (kind === "shadow") === (past.kind === "shadow"));
  const away = ({ trafficPercent }: Stage) => Math.abs(trafficPercent - past.trafficPercent);
  return alike.reduce<Stage | null>(
    (nearest, each) => (nearest === null || away(each) < away(nearest) ? each : nearest),
    null,
  );
}

type Tried = {
  readonly plan: Plan;
  readonly startedAt: Date;
  /** Each that the rollout went through, with the stage of the plan that it is judged as. */
  readonly steps: readonly { readonly stage: Stage }[];
  readonly effects: RolloutHistoryView["effects"];
};

type Would = Pick<DryRollout, "would" | "unmeasured">;

/**
 * What a plan would have made of a rollout, by each guardrail judged again at every look. The earliest failure decides; a
 * rollout without one would have advanced where every guardrail with evidence passed at the end of every stage. Rules that
 * count windows and the split of traffic are not tried.
 */
export function triedOut({ plan, startedAt, steps, effects }: Tried): Would {
  const looksOf = ({ id }: Guardrail, step: number): readonly EffectLook[] =>
    effects
      .find(({ guardrailId }) => guardrailId === id)
      ?.stages.find((stage) => stage.step === step)
      ?.looks.filter(({ state }) => state !== null) ?? [];
  const all = plan.guardrails.flatMap((guardrail) =>
    steps.map(({ stage }, step) => ({ guardrail, stage, looks: looksOf(guardrail, step) })),
  );
  const tried = all.filter(({ looks }) => looks.length > 0);
  const known = new Set(tried.map(({ guardrail }) => guardrail.id));
  const unmeasured = plan.guardrails
    .filter(({ id, rule }) => !known.has(id) && rule.kind !== "sample-ratio" && !readsWindows(rule))
    .map(({ id }) => id);

  const failures = tried.flatMap(({ looks, ...where }) => {
    const failed = looks.find(({ state }) => state === "FAIL");
    return failed ? [{ ...where, atMs: Date.parse(failed.at) }] : [];
  });
  const first = failures.toSorted((one, other) => one.atMs - other.atMs)[0];
  if (first) {
    const { guardrail, stage, atMs } = first;
    const seconds = (atMs - startedAt.getTime()) / 1000;
    return {
      would: { outcome: guardrail.onFail, stage: stage.id, guardrail: guardrail.id, seconds },
      unmeasured,
    };
  }
  const open = tried.find(({ looks }) => looks.at(-1)!.state !== "PASS");
  const undecided = tried.length === 0 || open !== undefined;
  return {
    would: {
      outcome: undecided ? "hold" : "advance",
      stage: open?.stage.id ?? null,
      guardrail: open?.guardrail.id ?? null,
      seconds: null,
    },
    unmeasured,
  };
}
