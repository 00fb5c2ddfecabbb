import {
  capText,
  lookOf,
  progressOf,
  titleOf,
} from "#components/releases/review/conditions/condition-words.ts";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Plan } from "#lib/releases/plan.ts";
import type { ConditionView } from "#lib/releases/views/conditions.ts";

type ConditionsRecordProps = {
  conditions: readonly ConditionView[];
  plan: Pick<Plan, "stages">;
};

/** What approvals depended on, with every report and what its function found of it. */
export function ConditionsRecord({ conditions, plan }: ConditionsRecordProps) {
  if (conditions.length === 0)
    return <p className="text-sm text-ink-2">No approval of this release had a condition.</p>;
  return (
    <Sheet title="What approvals depended on" flush>
      <ol className="divide-y divide-line">
        {conditions.map((condition) => (
          <li key={condition.id} className="flex items-start gap-2.5 py-3 text-sm">
            <StateMark {...lookOf(condition)} />
            <div className="min-w-0 flex-1">
              <p className="font-medium">
                {titleOf(condition)}: {lookOf(condition).word}
              </p>
              <p className="whitespace-pre-line text-ink-2">{condition.text}</p>
              <Terms condition={condition} plan={plan} />
              <Reports condition={condition} />
            </div>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}

function Terms({ condition, plan }: { condition: ConditionView; plan: Pick<Plan, "stages"> }) {
  const { test, owner, raisedBy, dueAt, cap } = condition;
  return (
    <div className="mt-2">
      <DefinitionList
        items={[
          { term: "Accepted when", value: test },
          { term: "Owner", value: owner.name },
          { term: "Set by", value: raisedBy },
          { term: "Due", value: <Time at={dueAt} as="second" /> },
          ...(cap ? [{ term: "Rollout", value: capText(cap, plan) }] : []),
        ]}
      />
    </div>
  );
}

function Reports({ condition }: { condition: ConditionView }) {
  if (condition.reports.length === 0) return <p className="mt-2 text-ink-2">{progressOf(condition)}.</p>;
  return (
    <ol className="mt-2 flex flex-col gap-1.5 border-l-2 border-line pl-2 text-ink-2">
      {condition.reports.map(({ report, by, at, evidence }) => (
        <li key={report}>
          <p>
            {by} reported it met, <Time at={at} as="second" />:
          </p>
          <p className="whitespace-pre-line">{evidence}</p>
          {condition.answers
            .filter((answer) => answer.report === report)
            .map((answer) => (
              <p key={answer.at}>
                {answer.by} {answer.decision === "approve" ? "confirmed it" : "found it not met"},{" "}
                <Time at={answer.at} as="second" />
                {answer.comment && `: ${answer.comment}`}
              </p>
            ))}
        </li>
      ))}
    </ol>
  );
}
