import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { comparing, withMargin } from "#lib/releases/margins.ts";
import type { Plan, Stage } from "#lib/releases/plan.ts";
import type { PlanEstimate } from "#lib/releases/plan-estimate.ts";
import { leftOutText, type TooSlow, tooSlowStages } from "./estimate-words.ts";

type EstimateNotesProps = {
  plan: Plan;
  estimate: PlanEstimate;
  /** The stage for which the plan is refused, with the numbers. */
  undecidable?: { readonly stage: string; readonly message: string } | null;
  /** Where the reader may mend it. */
  mend?: (stage: Stage) => void;
};

/** What the estimate leaves out, and each stage that would reach its deadline undecided with two ways to mend it. */
export function EstimateNotes({ plan, estimate, undecidable, mend }: EstimateNotesProps) {
  const left = leftOutText(plan, estimate);
  return (
    <>
      {tooSlowStages(plan, estimate).map((slow) => {
        const refused = slow.stage.id === undecidable?.stage;
        return (
          <Notice
            key={slow.stage.id}
            tone="fail"
            icon="alert"
            title={refused ? `The plan cannot start by ${slow.stage.name}.` : slow.title}
            action={mend && <Mends plan={plan} slow={slow} mend={mend} first={refused} />}
          >
            {refused ? undecidable.message : slow.because}
          </Notice>
        );
      })}
      {left && <p className="text-xs text-ink-3">{left}</p>}
    </>
  );
}

type MendsProps = {
  plan: Plan;
  slow: TooSlow;
  mend: (stage: Stage) => void;
  /** What the reader has to do first. */
  first: boolean;
};

function Mends({ plan, slow: { stage, longer, wider }, mend, first }: MendsProps) {
  const guardrail = comparing(plan).find(({ id }) => id === wider?.guardrail);
  return (
    <div className="flex flex-wrap gap-2">
      {longer && (
        <Button
          variant={first ? "solid" : "plain"}
          onClick={() => mend({ ...stage, deadlineSeconds: longer.seconds })}
        >
          {longer.text}
        </Button>
      )}
      {wider && guardrail && (
        <Button
          variant={first && !longer ? "solid" : "plain"}
          onClick={() => mend(withMargin(stage, guardrail, wider.margin))}
        >
          {wider.text}
        </Button>
      )}
    </div>
  );
}
