import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { comparing, withMargin } from "#lib/releases/margins.ts";
import type { Plan, Stage } from "#lib/releases/plan.ts";
import type { PlanEstimate } from "#lib/releases/plan-estimate.ts";
import { leftOutText, type TooSlow, tooSlowStages } from "./estimate-words.ts";

type EstimateNotesProps = {
  plan: Plan;
  estimate: PlanEstimate;
  /** Where the reader may mend it. */
  mend?: (stage: Stage) => void;
};

/** What the estimate leaves out, and each stage that would reach its deadline undecided with two ways to mend it. */
export function EstimateNotes({ plan, estimate, mend }: EstimateNotesProps) {
  const left = leftOutText(plan, estimate);
  return (
    <>
      {tooSlowStages(plan, estimate).map((slow) => (
        <Notice
          key={slow.stage.id}
          tone="fail"
          icon="alert"
          title={slow.title}
          action={mend && <Mends plan={plan} slow={slow} mend={mend} />}
        >
          {slow.because}
        </Notice>
      ))}
      {left && <p className="text-xs text-ink-3">{left}</p>}
    </>
  );
}

type MendsProps = { plan: Plan; slow: TooSlow; mend: (stage: Stage) => void };

function Mends({ plan, slow: { stage, longer, wider }, mend }: MendsProps) {
  const guardrail = comparing(plan).find(({ id }) => id === wider?.guardrail);
  return (
    <div className="flex flex-wrap gap-2">
      {longer && (
        <Button onClick={() => mend({ ...stage, deadlineSeconds: longer.seconds })}>{longer.text}</Button>
      )}
      {wider && guardrail && (
        <Button onClick={() => mend(withMargin(stage, guardrail, wider.margin))}>{wider.text}</Button>
      )}
    </div>
  );
}
