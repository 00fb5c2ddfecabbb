import { clsx } from "clsx";
import Link from "next/link";
import { hrefWith } from "#components/ui/href-with.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import { toneColor } from "#components/ui/tone.ts";
import type { GateVerdictView } from "#lib/rollouts/views/gate-verdict.ts";
import { evidenceLooks } from "../rollout-looks.ts";
import { verdictChange } from "../verdict-words.ts";
import type { Chosen } from "./chosen-guardrail.ts";

type SiblingVerdictsProps = { verdict: GateVerdictView; chosen: Chosen };

/** What the stages of this rollout decided on one guardrail, each with an address; nothing where this is the only one. */
export function SiblingVerdicts({ verdict, chosen: { guardrail, metric } }: SiblingVerdictsProps) {
  const { plan } = verdict.inputs;
  const rows = verdict.siblings.flatMap((sibling) => {
    const said = sibling.verdicts.find(({ guardrailId }) => guardrailId === guardrail.id);
    return said ? [{ ...sibling, said }] : [];
  });
  if (rows.length < 2) return null;
  return (
    <Sheet title="Verdicts of this guardrail" provenance="newest first">
      <ol className="flex flex-col gap-2 text-sm">
        {rows.map(({ id, stage: stageId, decidedAt, said }) => {
          const stage = plan.stages.find((one) => one.id === stageId);
          const look = evidenceLooks[said.state];
          const margin = stage?.advanceMargins?.[guardrail.id];
          const interval = metric && verdictChange(metric, guardrail.rule, margin, said).interval;
          const own = id === verdict.id;
          return (
            <li
              key={id}
              aria-current={own ? "true" : undefined}
              className="flex flex-wrap items-baseline justify-between gap-x-2"
            >
              <Link
                href={hrefWith(`/releases/${verdict.release}/rollout/verdicts/${id}`, {
                  guardrail: guardrail.id,
                })}
                className={clsx("hover:underline", own ? "font-semibold" : "text-accent")}
              >
                <Time at={decidedAt} as="minute" />
              </Link>
              <span style={{ color: toneColor[look.tone] }}>{look.word}</span>
              <span className="flex w-full flex-wrap justify-between gap-x-2 text-xs text-ink-2">
                <span>{stage?.name ?? stageId}</span>
                {own && <span className="sr-only">, this verdict</span>}
                {interval && <span className="whitespace-nowrap tabular-nums">{interval}</span>}
              </span>
            </li>
          );
        })}
      </ol>
    </Sheet>
  );
}
