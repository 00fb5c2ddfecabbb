"use client";

import { useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { ItemList } from "#components/ui/item-list.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Plan } from "#lib/releases/plan.ts";
import type { DryRunView } from "#lib/rollouts/views/dry-run.ts";
import { DRY_LOOKS, DRY_WORDS, missedText, summaryText, wentText, wouldText } from "./dry-run-words.ts";

type DryRunProps = { plan: Plan; tryOut: Submit<Plan, DryRunView> };

/** Tries a plan on the rollouts that ended, when the reader asks for it. */
export function DryRun({ plan, tryOut }: DryRunProps) {
  const { tried, busy, problem, start } = useDryRun(plan, tryOut);
  return (
    <Sheet title="Dry run over past rollouts" provenance="judged again, from their evidence">
      <div className="flex flex-col gap-3">
        <ProblemNotice problem={problem} />
        {tried === null ? (
          <p className="text-sm text-ink-2">
            What this plan would have made of the rollouts that ended on this pointer: which it would have
            rolled back, when, and what it would have missed.
          </p>
        ) : (
          <Tried plan={tried.plan} rollouts={tried.view.rollouts} />
        )}
        <div className="flex flex-wrap items-center gap-3">
          <Button busy={busy} onClick={start}>
            {tried === null ? "Try on past rollouts" : "Try again"}
          </Button>
          {tried !== null && tried.plan !== plan && (
            <p className="text-xs text-hold">The plan has changed since. Try it again.</p>
          )}
        </div>
      </div>
    </Sheet>
  );
}

function useDryRun(plan: Plan, tryOut: DryRunProps["tryOut"]) {
  const [tried, setTried] = useState<{ plan: Plan; view: DryRunView } | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] =
    useState<Extract<Awaited<ReturnType<typeof tryOut>>, { ok: false }>["problem"]>();
  const start = async () => {
    setBusy(true);
    const answer = await tryOut(plan);
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setTried({ plan, view: answer.value });
  };
  return { tried, busy, problem, start };
}

function Tried({ plan, rollouts }: { plan: Plan } & DryRunView) {
  if (rollouts.length === 0)
    return <p className="text-sm text-ink-2">No rollout has ended on this pointer yet.</p>;
  const missed = missedText(rollouts);
  return (
    <>
      <p className="text-sm" role="status">
        <span className="font-medium">{summaryText(rollouts)}</span>
        {missed && <span className="text-fail"> {missed}</span>}
      </p>
      <ul aria-label="Past rollouts under this plan, newest first" className="flex flex-wrap gap-1">
        {rollouts.map((each) => {
          const look = DRY_LOOKS[each.would.outcome];
          return (
            <li key={each.number} className="grid justify-items-center gap-0.5 text-2xs text-ink-3">
              <StateMark tone={look.tone} icon={look.icon} square />v{each.version}
              <span className="sr-only">: {DRY_WORDS[each.would.outcome]}</span>
            </li>
          );
        })}
      </ul>
      <ItemList
        items={rollouts.map((each) => ({
          key: String(each.number),
          title: `v${each.version}: ${wouldText(plan, each)}`,
          detail: (
            <>
              rollout {each.number}, <Time at={each.startedAt} />: {wentText(each)}
            </>
          ),
          href: `/releases/${each.release}/rollout`,
          ...DRY_LOOKS[each.would.outcome],
        }))}
      />
      <p className="text-xs text-ink-3">
        Each stage is judged as the stage of this plan with the nearest share of traffic. Evidence ends where
        a rollout ended. Limits counted in windows and the split of traffic are not tried.
      </p>
    </>
  );
}
