import { type Change, changeOf } from "#components/metrics/change.ts";
import { changeText } from "#components/metrics/metric-numbers.ts";
import { formatNumber } from "#components/ui/format-number.ts";
import type { StateLook } from "#components/ui/state-pill.tsx";
import { gainOfHarm } from "#lib/metrics/change.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import { type Comparing, comparing, marginOf } from "#lib/releases/margins.ts";
import type { Plan, Stage } from "#lib/releases/plan.ts";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import type { SliceVerdict } from "#lib/rollouts/verdict.ts";
import type { GuardrailVerdictView } from "#lib/rollouts/views/guardrail-verdict.ts";

/** An interval that decides nothing is grey. */
export const sliceLooks: Readonly<Record<SliceVerdict["state"], StateLook>> = {
  PASS: { word: "Within margin", tone: "pass" },
  FAIL: { word: "Worse", tone: "fail" },
  INCONCLUSIVE: { word: "Undecided", tone: "hold" },
  UNTESTED: { word: "Not tested", tone: "none" },
};

export type SliceRow = Pick<SliceVerdict, "state" | "n" | "missing"> & {
  readonly slice: string;
  readonly change: Change;
};

/** One guardrail by its slices, as a page shows it. */
export type SlicedGuardrail = {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly SliceRow[];
  /** Among how many the error is shared, and what was not tested. */
  readonly notes: readonly string[];
  readonly failed: string | null;
};

/** The guardrails that are judged by slices; those that failed in one first. */
export function slicedGuardrails(
  plan: Plan,
  stage: Stage | undefined,
  verdicts: readonly GuardrailVerdictView[],
): SlicedGuardrail[] {
  if (stage === undefined) return [];
  const found = comparing(plan).flatMap((guardrail) => {
    const verdict = verdicts.find(({ guardrailId }) => guardrailId === guardrail.id);
    const metric = metricOfGuardrail(plan, guardrail);
    return verdict?.slices && metric ? [slicedBy(guardrail, metric, stage, verdict.slices)] : [];
  });
  return found.toSorted((one, other) => worst(other) - worst(one));
}

const worst = ({ rows }: SlicedGuardrail): number => (rows.some(({ state }) => state === "FAIL") ? 1 : 0);

type Slices = NonNullable<GuardrailVerdictView["slices"]>;

function slicedBy(guardrail: Comparing, metric: Metric, stage: Stage, slices: Slices): SlicedGuardrail {
  const margins = { fails: guardrail.rule.rollbackMargin, passes: marginOf(stage, guardrail) };
  const rows = slices.judged.map(({ slice, state, n, missing, ...harm }): SliceRow => {
    const change = changeOf(metric, gainOfHarm(harm), margins);
    return { slice, state, n, change, ...(missing === undefined ? {} : { missing }) };
  });
  const order: SliceRow["state"][] = ["FAIL", "INCONCLUSIVE", "PASS", "UNTESTED"];
  return {
    id: guardrail.id,
    title: guardrail.title,
    rows: rows.toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state)),
    notes: [sharedText(slices), ...gapText(metric, slices), ...untestedTexts(slices)],
    failed: slices.failed ?? null,
  };
}

const sharedText = ({ among }: Slices): string =>
  `Corrected for ${formatNumber(among)} comparisons (Holm); grey intervals decide nothing.`;

function gapText(metric: Metric, { gap }: Slices): string[] {
  if (gap === undefined) return [];
  const bounds = `[${changeText(metric, gap.lower)}, ${changeText(metric, gap.upper)}]`;
  const said = {
    PASS: "within the gap allowed",
    FAIL: "more than the gap allowed",
    INCONCLUSIVE: "undecided",
  };
  return [`Widest gap: ${gap.worse} is worse than ${gap.better} by ${bounds}, ${said[gap.state]}.`];
}

/** What could not be tested, with what is missing. */
function untestedTexts({ absent, leftOut, judged }: Slices): string[] {
  const thin = judged.filter(({ state }) => state === "UNTESTED");
  return [
    ...(thin.length === 0
      ? []
      : [
          `Could not be tested: ${thin.map(({ slice, missing = 0 }) => `${slice} (${formatNumber(missing)} more rows needed)`).join(", ")}.`,
        ]),
    ...absent.map((dimension) => `No row says ${dimension}.`),
    ...leftOut.map(
      ({ dimension, values, named }) =>
        `Left out, since they appeared after the others: ${formatNumber(values)} of ${dimension} (${named.join(", ")}${values > named.length ? ", …" : ""}).`,
    ),
  ];
}
