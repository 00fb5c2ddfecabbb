import { gainOfHarm } from "#lib/metrics/change.ts";
import { isBeyond } from "#lib/metrics/direction.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import type { Guardrail, Plan, Stage } from "#lib/releases/plan.ts";
import { comparedAs, metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import type { EvidenceState } from "#lib/rollouts/verdict.ts";
import type { GuardrailState } from "#lib/rollouts/views/guardrail-state.ts";
import type { EffectLook, RolloutHistoryView } from "#lib/rollouts/views/rollout-history.ts";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { type Quiet, quietIn } from "./quiet.ts";

/** One look as it is drawn: a gain with its interval, or a level without one. */
export type EffectPoint = {
  readonly atMs: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly baseline: number | null;
  readonly candidate: number | null;
  readonly n: { readonly baseline: number; readonly candidate: number };
  /** In shadow: of both answers to one request, each counted once. */
  readonly paired?: true;
  /** Null where one look does not show it. */
  readonly state: EvidenceState | null;
};

/** A stage that was entered, with its own looks and its own last state. */
export type EffectStage = {
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** It goes on. */
  readonly open: boolean;
  /** The value that the whole interval must be better than to advance. */
  readonly passes: number | null;
  /** Each run of looks without a silence in between. */
  readonly runs: readonly (readonly EffectPoint[])[];
  readonly quiet: readonly Quiet[];
  /** How it stood at its end, or stands now; null where it had no number. */
  readonly last: EffectPoint | null;
  readonly state: EvidenceState | null;
  /** Windows beyond a limit, each the worst since the look before. */
  readonly beyond: readonly { readonly atMs: number; readonly value: number }[];
  /** Looks drawn, of all there were. */
  readonly drawn: number;
  readonly taken: number;
};

/** One guardrail over the whole rollout. */
export type EffectSeries = {
  readonly id: string;
  readonly name: string;
  readonly metric: Metric;
  /** The metric as its gain and margins are written. */
  readonly compared: Metric;
  /** A comparison is drawn as a gain, + is better; a limit as the candidate's own level. */
  readonly kind: "gain" | "level";
  readonly onFail: Guardrail["onFail"];
  /** The value beyond which it fails. */
  readonly fails: number;
  /** Whether smaller values are the worse ones. */
  readonly worseBelow: boolean;
  readonly stages: readonly EffectStage[];
  readonly breachMs: number | null;
  /** "1 of 3": the windows beyond the limit, counted towards the number that fails it. */
  readonly windows: string | null;
};

/** Every guardrail that watches a metric, from the looks of each stage and its own state at its end. */
export function effectSeries(view: RolloutPageView, history: RolloutHistoryView): EffectSeries[] {
  return view.plan.guardrails.flatMap((guardrail, index) => {
    const metric = metricOfGuardrail(view.plan, guardrail);
    const { rule } = guardrail;
    if (!metric || rule.kind === "sample-ratio") return [];
    const kind = rule.kind === "sequential" ? "gain" : "level";
    const failed = view.cause?.guardrailId === guardrail.id;
    return [
      {
        id: guardrail.id,
        name: guardrail.title,
        metric,
        compared: comparedAs(metric, rule),
        kind,
        onFail: guardrail.onFail,
        fails: rule.kind === "sequential" ? 0 - rule.rollbackMargin : rule.max,
        worseBelow: kind === "gain" || isBeyond(metric, 0, 1),
        stages: view.steps.map((_, step) => stageOf(view, history, guardrail, { index, step, kind })),
        windows: windowsText(view.guardrails[index]?.windows ?? null),
        breachMs: failed && view.times.breachAt ? Date.parse(view.times.breachAt) : null,
      },
    ];
  });
}

const windowsText = (windows: GuardrailState["windows"]): string | null =>
  windows && `${windows.beyond} of ${windows.fail}`;

type Place = { readonly index: number; readonly step: number; readonly kind: EffectSeries["kind"] };

function stageOf(
  view: RolloutPageView,
  history: RolloutHistoryView,
  guardrail: Guardrail,
  { index, step, kind }: Place,
): EffectStage {
  const { stageIndex, enteredAt, leftAt } = view.steps[step]!;
  const ended = history.steps[step]?.ended ?? null;
  const stage = view.plan.stages[stageIndex];
  const effect = history.effects.find(({ guardrailId }) => guardrailId === guardrail.id)?.stages[step];
  const looks = effect?.looks ?? [];
  const fromMs = Date.parse(enteredAt);
  const open = leftAt === null;
  const toMs = Math.max(fromMs, Date.parse(leftAt ?? view.asOf));
  const states = open ? view.guardrails : (ended?.guardrails ?? []);
  const stood = states[index] ? pointOfState(states[index], toMs, kind) : null;
  const last = stood?.value == null ? null : { ...stood, ...pairedAs(looks.at(-1)) };
  const points = looks.map((look) => pointOf(look, kind));
  const quiet = quietIn({ fromMs, toMs }, looks, guardrail.maxStalenessSeconds);
  return {
    name: stage?.name ?? "",
    fromMs,
    toMs,
    open,
    passes: kind === "gain" ? passesAt(guardrail, stage) : null,
    runs: runsOf(looks, points, quiet.some(({ when }) => when === "since") ? null : last),
    quiet,
    last,
    state: stood?.state ?? null,
    beyond: beyondLimit(view.plan, guardrail, looks),
    drawn: points.length,
    taken: effect?.taken ?? 0,
  };
}

function beyondLimit(plan: Plan, guardrail: Guardrail, looks: readonly EffectLook[]): EffectStage["beyond"] {
  const { rule } = guardrail;
  const metric = metricOfGuardrail(plan, guardrail);
  if (rule.kind !== "threshold" || !metric) return [];
  return looks.flatMap(({ at, worstWindow: value }) =>
    value !== null && isBeyond(metric, value, rule.max) ? [{ atMs: Date.parse(at), value }] : [],
  );
}

function passesAt({ id, rule }: Guardrail, stage: Stage | undefined): number | null {
  if (rule.kind !== "sequential") return null;
  return 0 - (stage?.advanceMargins?.[id] ?? rule.advanceMargin);
}

function pointOf(look: EffectLook, kind: EffectSeries["kind"]): EffectPoint {
  const { at, baseline, candidate, n, state } = look;
  const drawn = drawnValue(look, candidate, kind);
  return { atMs: Date.parse(at), ...drawn, baseline, candidate, n, state, ...pairedAs(look) };
}

function pointOfState({ verdict }: GuardrailState, atMs: number, kind: EffectSeries["kind"]): EffectPoint {
  const { baselineMean = null, candidateMean = null, n, state } = verdict;
  return {
    atMs,
    ...drawnValue(verdict, candidateMean, kind),
    baseline: baselineMean,
    candidate: candidateMean,
    n,
    state,
  };
}

const pairedAs = (look: EffectLook | undefined): Pick<EffectPoint, "paired"> =>
  look?.paired ? { paired: true } : {};

type Harm = Parameters<typeof gainOfHarm>[0];

function drawnValue(harm: Harm, level: number | null, kind: EffectSeries["kind"]) {
  if (kind === "level") return { value: level, low: null, high: null };
  const gain = gainOfHarm(harm);
  return { value: gain?.by ?? null, low: gain?.low ?? null, high: gain?.high ?? null };
}

/** A silence ends a run: nothing is drawn across it. The last run reaches the last state, unless evidence stopped. */
function runsOf(
  looks: readonly EffectLook[],
  points: readonly EffectPoint[],
  last: EffectPoint | null,
): EffectPoint[][] {
  const runs: EffectPoint[][] = [];
  points.forEach((point, at) => {
    if (point.value === null) return;
    if (runs.length === 0 || looks[at]?.silentSince != null) runs.push([]);
    runs.at(-1)?.push(point);
  });
  const run = runs.at(-1);
  if (run && last && run.at(-1)!.atMs < last.atMs) run.push(last);
  return runs;
}
