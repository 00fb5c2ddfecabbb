import { PowerOff, Siren } from "lucide-react";
import type { Submit } from "#components/ui/answer.ts";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Between, PageHead } from "#components/ui/page-head.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { isWatched } from "#lib/rollouts/rollout.ts";
import type { RolloutPageView, SteeringVerb } from "#lib/rollouts/views/rollout-page.ts";
import { rolloutLooks } from "../rollout-looks.ts";
import { offersOf, speedText } from "./offer-words.ts";
import { RolloutActions } from "./rollout-actions.tsx";

type RolloutHeadProps = {
  view: RolloutPageView;
  take: Submit<{ verb: SteeringVerb; reason: string }>;
};

/** Which rollout this is, in which state, and what can be done about it. */
export function RolloutHead({ view, take }: RolloutHeadProps) {
  return (
    <PageHead
      sticky
      marks={
        <>
          <Stated look={rolloutLooks[view.state]} />
          <By view={view} />
        </>
      }
      title={
        <>
          {view.model} v{view.candidate} <Between>on</Between> {view.pointer}
        </>
      }
      actions={
        <>
          {view.incident !== null && (
            <ButtonLink href={`/incidents/${view.incident}`} icon={Siren}>
              Incident {view.incident}
            </ButtonLink>
          )}
          {isWatched(view.state) && (
            <ButtonLink href={`/models/${view.model}?tab=live#switch`} icon={PowerOff}>
              Switch {view.pointer} off…
            </ButtonLink>
          )}
          <RolloutActions offers={offersOf(view)} take={take} speed={speedText(view)} />
        </>
      }
    />
  );
}

/** Which guardrail rolled it back, or who started it. */
function By({ view: { state, cause, plan, startedBy, startedAt } }: Pick<RolloutHeadProps, "view">) {
  const back = state === "rolled-back" || state === "rolling-back";
  const guardrail = plan.guardrails.find(({ id }) => id === cause?.guardrailId);
  return back && guardrail ? (
    <span>
      by guardrail <b className="font-medium text-ink">{guardrail.title}</b>, automatically
    </span>
  ) : (
    <span>
      started by {startedBy}, <Time at={startedAt} as="relative" />
    </span>
  );
}
