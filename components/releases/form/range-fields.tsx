"use client";

import type { Metric } from "#lib/metrics/metric.ts";
import type { Guardrail } from "#lib/releases/plan.ts";
import { takesRange } from "#lib/releases/plan-metrics.ts";
import { marginLabel } from "./guardrail-offer.ts";
import { NumberField } from "./number-field.tsx";

type Range = Guardrail["range"];

type RangeFieldsProps = {
  range: Range;
  /** As the catalogue has it. */
  metric: Metric | undefined;
  onChange: (range: Range) => void;
};

/** The range in which values count, of a metric that has none of its own. */
export function RangeFields({ range, metric, onChange }: RangeFieldsProps) {
  if (metric === undefined || !takesRange(metric)) return null;
  const { min, max } = range ?? NOT_SET;
  const set = (next: { min: number; max: number }) =>
    onChange(next.min === 0 && next.max === 0 ? undefined : next);
  return (
    <div className="order-last grid gap-3 sm:col-span-full sm:grid-cols-[1fr_1fr_2fr]">
      <NumberField
        label={marginLabel("Values from", metric)}
        value={min}
        onChange={(to) => set({ min: to, max })}
      />
      <NumberField
        label={marginLabel("Values to", metric)}
        value={max}
        onChange={(to) => set({ min, max: to })}
      />
      <p className="self-end pb-1 text-xs text-ink-3">
        A value outside counts as the nearest inside. The smaller the range, the fewer outcomes prove a harm.
      </p>
    </div>
  );
}

const NOT_SET = { min: 0, max: 0 };
