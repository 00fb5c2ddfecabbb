"use client";

import type { FormEvent, ReactNode } from "react";
import { durationText, type Estimated } from "#components/releases/plan-grid/estimate-words.ts";
import type { Problem } from "#components/ui/answer.ts";
import { FaultList } from "#components/ui/fault-list.tsx";
import { correctionsText, Notice, ProblemNotice } from "#components/ui/notice.tsx";
import { WithRail } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { Plan } from "#lib/releases/plan.ts";
import type { Prompts } from "#lib/releases/templates.ts";
import type { MadeFromView } from "#lib/releases/views/template-list.ts";
import { guardrailCriteria } from "./guardrail-criteria.ts";
import { GuardrailEditor } from "./guardrail-editor.tsx";
import { JudgingFields } from "./judging-fields.tsx";
import { LockedPart } from "./locked-part.tsx";
import { withGuardrails } from "./plan-edits.ts";
import type { PlanOutlook, Undecidable } from "./plan-outlook.ts";
import type { DraftProblems, ReleaseDraft } from "./release-draft.ts";
import { StageEditor } from "./stage-editor.tsx";
import { TaskField } from "./task-field.tsx";
import { useEstimate } from "./use-estimate.ts";
import { WhyFields, writtenText } from "./why-fields.tsx";

type ReleaseFormProps = {
  draft: ReleaseDraft;
  set: (change: Partial<ReleaseDraft>) => void;
  prompts: Prompts;
  /** The template that it is made from, which locks parts of the plan; undefined for none of the workspace. */
  locked?: MadeFromView | undefined;
  /** The version live on the pointer, which the guardrails compare with. */
  live: number | null;
  /** By the traffic of the pointer; null until that is known. */
  outlook: PlanOutlook | null;
  /** The stage for which the plan's rollout would not start. */
  undecidable: Undecidable | null;
  /** The plan's fields hold texts of their own, and start over when this changes. */
  fills: number;
  errors: DraftProblems;
  /** What the server refused. */
  problem: Problem | undefined;
  /** Something has to be corrected before it can be sent. */
  unsent: boolean;
  what: ReactNode;
  /** Tries the plan as it is now, with what to expect of it. */
  trying?: (plan: Plan, estimated: Estimated) => ReactNode;
  rail: ReactNode;
  railLabel: string;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
};

/** The case and the plan of a release, field by field, with a rail beside them. */
export function ReleaseForm(props: ReleaseFormProps) {
  const { draft, set, errors, prompts, live } = props;
  const estimated = useEstimate(draft.plan, props.outlook);
  return (
    <form onSubmit={props.onSubmit} noValidate>
      <WithRail railLabel={props.railLabel} railLast rail={props.rail}>
        <ProblemNotice problem={props.problem} />
        {props.unsent && (
          <Notice
            tone="fail"
            icon="alert"
            role="alert"
            title="Not sent."
            details={<FaultList fields={errors} />}
          >
            {correctionsText(Object.keys(errors).length)}
          </Notice>
        )}
        <Sheet title="What">{props.what}</Sheet>
        <Sheet title="Why, and the risks" provenance={writtenText(draft.case)}>
          <WhyFields
            prompts={prompts}
            value={draft.case}
            criteria={guardrailCriteria(draft.plan, live)}
            set={(change) => set({ case: { ...draft.case, ...change } })}
            errors={errors}
          />
        </Sheet>
        <PlanSheets {...props} estimated={estimated} />
        {props.trying?.(draft.plan, estimated)}
      </WithRail>
    </form>
  );
}

type PlanSheetsProps = Pick<
  ReleaseFormProps,
  "draft" | "set" | "fills" | "errors" | "undecidable" | "locked"
> & { estimated: Estimated };

/** The plan, part by part, each open or as its template locks it. */
function PlanSheets({ draft, set, fills, errors, undecidable, locked, estimated }: PlanSheetsProps) {
  const setPlan = (change: Partial<Plan>) => set({ plan: { ...draft.plan, ...change } });
  return (
    <>
      <Sheet
        key={`stages ${fills}`}
        title="Rollout plan"
        provenance={durationText(draft.plan, estimated) ?? "each number is signed"}
      >
        <LockedPart part="stages" template={locked}>
          <StageEditor
            plan={draft.plan}
            estimated={estimated}
            undecidable={undecidable}
            onChange={(stages) => setPlan({ stages })}
            error={errors["plan.stages"]}
          />
        </LockedPart>
      </Sheet>
      <Sheet key={`guardrails ${fills}`} title="Guardrails" provenance="checked on all new evidence">
        <LockedPart part="guardrails" template={locked}>
          <TaskField task={draft.plan.task} onChange={(task) => setPlan({ task })} />
          <GuardrailEditor
            plan={draft.plan}
            onChange={(guardrails) => setPlan(withGuardrails(draft.plan, guardrails))}
            error={errors["plan.guardrails"] ?? errors["plan.metrics"]}
          />
        </LockedPart>
        <div className="mt-4">
          <LockedPart part="judging" template={locked}>
            <JudgingFields plan={draft.plan} set={setPlan} />
          </LockedPart>
        </div>
      </Sheet>
    </>
  );
}
