import { clsx } from "clsx";
import { IntervalBar } from "#components/ui/interval-bar.tsx";
import { Age } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import type { ListedRollout } from "#lib/rollouts/views/rollout-list.ts";
import { evidenceLooks } from "../rollout-looks.ts";
import { verdictChange } from "../verdict-words.ts";

/** The guardrail that decides: the first that does not pass, else the one with the least left to its margin. */
export function RowGuardrail({ row, tone }: { row: ListedRollout; tone: Tone }) {
  const shown = row.decides ?? row.closest;
  if (shown === null)
    return (
      <>
        <Heading title="No guardrail judged">{null}</Heading>
        <span aria-hidden="true" className="hatched block h-6 rounded bg-sunken" />
      </>
    );
  const { guardrail, metrics, stage, verdict, latestAt } = shown;
  const metric = metricOfGuardrail({ metrics }, guardrail);
  if (!metric)
    return (
      <>
        <Heading title={guardrail.title}>{evidenceLooks[verdict.state].word}</Heading>
        <p className="truncate text-xs text-ink-2">{verdict.reason}</p>
      </>
    );
  const change = verdictChange(metric, guardrail.rule, stage.advanceMargins?.[guardrail.id], verdict);
  const numbers = [change.signed, change.interval].filter(Boolean).join(" ");
  return (
    <>
      <Heading title={guardrail.title}>
        {verdict.state === "STALE" && latestAt !== null ? (
          <>
            stale, <Age at={latestAt} />
          </>
        ) : (
          numbers || "no number"
        )}
      </Heading>
      <span className={clsx("block rounded", tone === "none" && "hatched-faint")}>
        <IntervalBar
          gain={change.gain}
          margins={change.margins}
          tone={evidenceLooks[verdict.state].tone}
          label={[guardrail.title, change.words, change.interval].filter(Boolean).join(", ")}
        />
      </span>
    </>
  );
}

const Heading = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <p className="mb-1 flex items-baseline justify-between gap-2 text-xs">
    <span className="truncate font-medium">{title}</span>
    <span className="whitespace-nowrap text-ink-2 tabular-nums">{children}</span>
  </p>
);
