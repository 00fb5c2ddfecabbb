import { Sheet } from "#components/ui/sheet.tsx";
import type { Plan } from "#lib/releases/plan.ts";
import { budgetOf } from "./budget-words.ts";

/** How the plan's false-alarm rate is shared: what each guardrail may spend, and each stage. */
export function ErrorBudget({ plan }: { plan: Plan }) {
  const budget = budgetOf(plan);
  if (budget === null) return null;
  const { whole, rows, byStage } = budget;
  return (
    <Sheet title="Error budget" provenance="by stage">
      <p className="text-sm">
        At most <b className="font-semibold">{whole}</b> of harmless candidates are rolled back or halted,
        over all guardrails and stages together.
      </p>
      <div aria-hidden="true" className="mt-3 flex h-5 gap-px overflow-hidden rounded">
        {rows.map(({ id, share }, at) => (
          <span
            key={id}
            className="bg-candidate"
            style={{ width: `${100 * share}%`, opacity: shadeOf(at, rows.length) }}
          />
        ))}
      </div>
      <ul className="mt-2 divide-y divide-line">
        {rows.map(({ id, title, byStage: parts, all }, at) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-3 py-1.5 text-sm">
            <span className="flex min-w-32 flex-1 items-baseline gap-2">
              <i
                aria-hidden="true"
                className="size-2 shrink-0 rounded-xs bg-candidate"
                style={{ opacity: shadeOf(at, rows.length) }}
              />
              {title}
            </span>
            <span className="text-xs text-ink-3 tabular-nums">{parts.join(" · ")}</span>
            <span className="w-16 text-right font-medium tabular-nums">{all}</span>
          </li>
        ))}
      </ul>
      <p className="mt-2 border-t border-line pt-2 text-xs text-ink-3 tabular-nums">
        Spent by stage: {byStage.join(" · ")}
      </p>
    </Sheet>
  );
}

/** From the full colour to a quarter of it. */
const shadeOf = (at: number, count: number): number => 1 - (0.75 * at) / Math.max(1, count - 1);
