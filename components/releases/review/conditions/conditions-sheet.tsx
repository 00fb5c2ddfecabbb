"use client";

import { Lock } from "lucide-react";
import { PresenceDialog, type ProvenInput } from "#components/access/presence-dialog.tsx";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { capital } from "#components/ui/capital.ts";
import { ReasonDialog } from "#components/ui/reason-dialog.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark, Tag } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { useAsked } from "#components/ui/use-asked.ts";
import type { Means } from "#lib/access/means.ts";
import type { ConditionDecision } from "#lib/councils/signable.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { ConditionView } from "#lib/releases/views/conditions.ts";
import { capText, dueText, lookOf, openConditions, progressOf, titleOf } from "./condition-words.ts";

export type ReportInput = { readonly condition: string; readonly evidence: string };
export type AnswerInput = ProvenInput & {
  readonly condition: ConditionView;
  readonly decision: ConditionDecision;
};

type ConditionsProps = {
  conditions: readonly ConditionView[];
  plan: Pick<Plan, "stages">;
  means: Means;
  report: Submit<ReportInput>;
  answer: Submit<AnswerInput>;
};

type Asked =
  | { readonly act: "report"; readonly condition: ConditionView }
  | { readonly act: ConditionDecision; readonly condition: ConditionView };

/** What approvals depend on: who sees to it until when, how far the rollout goes before, and who confirms it. */
export function ConditionsSheet({ conditions, plan, means, report, answer }: ConditionsProps) {
  const { asked, ask, close, done } = useAsked<Asked>();
  if (conditions.length === 0) return null;
  const open = openConditions(conditions).length;
  const answering = asked && asked.act !== "report" ? asked : null;
  return (
    <Sheet id="conditions" title="Conditions" provenance={open === 0 ? "none open" : `${open} open`} flush>
      <ul className="divide-y divide-line">
        {conditions.map((condition) => (
          <li key={condition.id} className="flex items-start gap-2.5 py-2.5 text-sm">
            <StateMark {...lookOf(condition)} />
            <div className="min-w-0 flex-1">
              <Line condition={condition} plan={plan} />
              <Acts condition={condition} ask={ask} />
            </div>
          </li>
        ))}
      </ul>
      {asked?.act === "report" && (
        <ReasonDialog
          action={REPORT}
          onClose={close}
          submit={({ reason }) => report({ condition: asked.condition.id, evidence: reason })}
          onDone={() => done("Reported the condition met")}
        />
      )}
      <PresenceDialog
        action={answering && { ...ANSWERS[answering.act], verb: answering.act, asksReason: true }}
        means={means}
        submit={(input) => answer({ ...input, condition: answering!.condition, decision: answering!.act })}
        onClose={close}
        onDone={() => done("Signed the condition")}
      />
    </Sheet>
  );
}

const REPORT = {
  verb: "report",
  label: "Report it met",
  consequence: "Write what shows that it is met. The function that set it confirms that, or not.",
  variant: "solid",
  asksReason: true,
  asksPassword: false,
} as const;

const ANSWERS = {
  approve: {
    label: "Confirm that it is met",
    consequence: "You sign for the function that set it, over the evidence reported.",
    proofHint: "Required for each signature.",
  },
  reject: {
    label: "Find it not met",
    consequence: "Its owner reports again once it is met.",
    danger: true,
    proofHint: "Required for each signature.",
  },
} as const;

function Line({ condition, plan }: { condition: ConditionView; plan: Pick<Plan, "stages"> }) {
  const cap = capText(condition.cap, plan);
  const last = condition.reports.at(-1);
  return (
    <>
      <p className="flex flex-wrap items-center justify-between gap-x-2 font-medium">
        {titleOf(condition)}
        {cap && (
          <Tag>
            <Lock aria-hidden="true" className="size-3" /> {cap}
          </Tag>
        )}
      </p>
      <p className="mt-1 whitespace-pre-line">{condition.text}</p>
      <dl className="mt-2 grid grid-cols-[5.5rem_1fr] gap-y-1 text-xs text-ink-2">
        <dt>State</dt>
        <dd>{capital(lookOf(condition).word)}</dd>
        <dt>Owner</dt>
        <dd>{condition.owner.name}</dd>
        <dt>Due</dt>
        <dd>
          <Time at={condition.dueAt} />
          {condition.binds && dueText(condition)}
        </dd>
        <dt>Met when</dt>
        <dd className="whitespace-pre-line">{condition.test}</dd>
        <dt>Closed by</dt>
        <dd>{functionLabels[condition.seat]} only</dd>
        <dt>So far</dt>
        <dd>
          {progressOf(condition)}
          {last && (
            <>
              , <Time at={last.at} />
              <span className="mt-1 block border-l-2 border-line pl-2 whitespace-pre-line">
                {last.evidence}
              </span>
            </>
          )}
        </dd>
      </dl>
    </>
  );
}

function Acts({ condition, ask }: { condition: ConditionView; ask: (asked: Asked) => void }) {
  if (!condition.mayReport && !condition.mayAnswer) return null;
  return (
    <div className="mt-2 flex flex-wrap gap-2">
      {condition.mayReport && (
        <Button onClick={() => ask({ act: "report", condition })}>Report it met</Button>
      )}
      {condition.mayAnswer && (
        <>
          <Button onClick={() => ask({ act: "approve", condition })}>Confirm that it is met</Button>
          <Button onClick={() => ask({ act: "reject", condition })}>Not met</Button>
        </>
      )}
    </div>
  );
}
