"use client";

import { clsx } from "clsx";
import { useState } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import type { RolloutHistoryView } from "#lib/rollouts/views/rollout-history.ts";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { armNames } from "../arm-names.ts";
import { type Cursor, EffectChart } from "./effect-chart.tsx";
import { type EffectSeries, effectSeries } from "./effect-series.ts";
import { EffectTable } from "./effect-table.tsx";
import { keptText } from "./effect-words.ts";
import { outcomesShown } from "./outcomes-to-come.ts";
import { stripPoints } from "./strip-points.ts";

type EffectsProps = {
  view: RolloutPageView;
  history: RolloutHistoryView;
  title?: string;
  /** Which guardrails; all of them where it is left out. */
  only?: (guardrailId: string) => boolean;
};

/** Every guardrail over time, with one cursor through all charts, and the same numbers as tables one click away. */
export function Effects({ view, history, title = "Effect over time", only }: EffectsProps) {
  const [asTable, setAsTable] = useState(false);
  const [{ atMs, chart }, setAt] = useState<Pick<Cursor, "atMs" | "chart">>({ atMs: null, chart: null });
  const cursor: Cursor = { atMs, chart, move: (at, of) => setAt({ atMs: at, chart: of }) };
  const series = effectSeries(view, history).filter(({ id }) => only?.(id) ?? true);
  const [all, setAll] = useState(false);
  const folded = foldedIn(series);
  const arms = armNames(view);
  const kept = series.flatMap((one) => keptText(one) ?? [])[0];
  return (
    <Sheet
      title={title}
      provenance={
        <>
          <Key color="bg-candidate" text={`${arms.candidate} and effect`} />
          <Key color="bg-baseline" text={arms.baseline} />
          <button
            type="button"
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
            className="min-h-6 font-medium text-accent hover:underline"
          >
            {asTable ? "Charts" : "Table"}
          </button>
        </>
      }
    >
      {series.length === 0 ? (
        <EmptyState title="No guardrail watches a metric">
          The plan only tests the split of traffic.
        </EmptyState>
      ) : (
        <div className={clsx("grid gap-y-7", !asTable && series.length > 1 && "gap-x-6 lg:grid-cols-2")}>
          {series.map((one) =>
            asTable ? (
              <EffectTable
                key={one.id}
                series={one}
                arms={arms}
                outcomes={outcomesShown(view, one.metric.id, arms)}
              />
            ) : (
              <div key={one.id} className={clsx("min-w-0", !all && folded.has(one.id) && "max-sm:hidden")}>
                <EffectChart
                  series={one}
                  arms={arms}
                  strip={stripPoints(view, one.metric.id)}
                  outcomes={outcomesShown(view, one.metric.id, arms)}
                  cursor={cursor}
                />
              </div>
            ),
          )}
        </div>
      )}
      {!asTable && !all && folded.size > 0 && <ShowMore count={folded.size} show={() => setAll(true)} />}
      <Legend kept={kept} toCome={!asTable && view.outcomesUntil.length > 0} />
    </Sheet>
  );
}

/** Charts that are open on a narrow screen. */
const OPEN_MAX = 3;

/** The charts behind those: whatever does not pass stays open first. */
function foldedIn(series: readonly EffectSeries[]): ReadonlySet<string> {
  const passes = ({ stages }: EffectSeries) => stages.at(-1)?.state === "PASS";
  const ranked = [...series.filter((one) => !passes(one)), ...series.filter(passes)];
  return new Set(ranked.slice(OPEN_MAX).map(({ id }) => id));
}

const ShowMore = ({ count, show }: { count: number; show: () => void }) => (
  <button
    type="button"
    onClick={show}
    className="mt-4 min-h-11 text-sm font-medium text-accent hover:underline sm:hidden"
  >
    Show {countOf(count, "more chart")}
  </button>
);

function Key({ color, text }: { color: string; text: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      <i aria-hidden="true" className={`inline-block h-0.5 w-4 ${color}`} />
      {text}
    </span>
  );
}

/** How to read the charts. */
function Legend({ kept, toCome }: { kept: string | undefined; toCome: boolean }) {
  return (
    <ul className="-mx-4 mt-5 -mb-4 grid gap-x-6 gap-y-2 border-t border-line px-4 py-3 text-xs text-ink-2 sm:grid-cols-2 xl:grid-cols-4">
      <Sign drawn={<i className="block h-3.5 w-8 border-y border-candidate/40 bg-candidate/15" />}>
        Interval, valid at every look
      </Sign>
      <Sign drawn={<i className="block h-3.5 w-8 border-t border-dashed border-fail bg-fail/7" />}>
        Fails when the interval is wholly here
      </Sign>
      <Sign drawn={<i className="block h-3.5 w-8 border-b border-dotted border-pass" />}>
        Advances when it is wholly above
      </Sign>
      <Sign drawn={<i className="hatched block h-3.5 w-8" />}>No evidence; never passes</Sign>
      {toCome && (
        <Sign drawn={<i className="block h-3.5 w-8 border-l border-candidate bg-ink-3/20" />}>
          Outcomes still to come for the arm of that colour; its line may move
        </Sign>
      )}
      {kept && <li className="text-ink-3 sm:col-span-2 xl:col-span-4">Drawn: {kept}.</li>}
    </ul>
  );
}

function Sign({ drawn, children }: { drawn: React.ReactNode; children: string }) {
  return (
    <li className="flex items-center gap-2">
      <span aria-hidden="true" className="shrink-0">
        {drawn}
      </span>
      {children}
    </li>
  );
}
