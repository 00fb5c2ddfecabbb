import type { DeclaredMetric } from "#lib/metrics/declared.ts";
import { declarationSentence } from "./declaration-words.ts";

/** The metrics that a plan declares; they are signed with it. */
export function DeclaredMetrics({ metrics }: { metrics: readonly DeclaredMetric[] }) {
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {metrics.map((metric) => (
        <li key={metric.id}>{declarationSentence(metric)}</li>
      ))}
    </ul>
  );
}
