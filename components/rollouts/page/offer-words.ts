import { preciseSpanText } from "#components/ui/format-time.ts";
import { type WhyNot, whyNotOf } from "#components/ui/why-not.tsx";
import type { RolloutPageView, SteeringVerb } from "#lib/rollouts/views/rollout-page.ts";
import { armNames } from "../arm-names.ts";

/** What a reader can do, with what it will do, or why not. */
export type RolloutOffer = {
  readonly verb: SteeringVerb;
  readonly consequence: string;
  readonly whyNot: WhyNot | undefined;
};

export function offersOf(view: RolloutPageView): RolloutOffer[] {
  const { state, mine } = view;
  const stopped = state === "paused" || state === "halted";
  const steer = stopped ? "resume" : "pause";
  const back = whyNotOf(mine.whyNotRollBack, mine.places["roll-back"]);
  const ended = overText(state, back === undefined);
  const whyNot: Readonly<Record<SteeringVerb, WhyNot | undefined>> = {
    pause: ended ?? whyNotOf(mine.whyNotPause, mine.places.pause),
    resume: ended ?? whyNotOf(mine.whyNotResume, mine.places.resume),
    halt: ended ?? whyNotOf(mine.whyNotHalt, mine.places.halt),
    // A completed rollout can still be rolled back, so what prevents it is said in full.
    "roll-back": state === "completed" || !ended ? back : ended,
  };
  return ([steer, "halt", "roll-back"] as const).map((verb) => ({
    verb,
    consequence: consequenceOf(verb, view),
    whyNot: whyNot[verb],
  }));
}

/** How fast a rollback was the last time, and what it asks for; null where none can be done. */
export function speedText(view: RolloutPageView): string | null {
  const { mine, base, lastRollback, state } = view;
  const back = mine.whyNotRollBack === null && state !== "rolling-back" && state !== "rolled-back";
  if (!back || base === null) return null;
  const measured =
    lastRollback &&
    `; the last rollback took ${preciseSpanText(lastRollback.ms)} (rollout ${lastRollback.rollout})`;
  return `Roll back: everyone on ${armNames(view).baseline}${measured ?? ""}. Needs a reason.`;
}

/** One reason for every button, once the rollout is over. */
function overText(state: RolloutPageView["state"], canGoBack: boolean): string | undefined {
  switch (state) {
    case "rolling-back":
      return "Rolling back; no more actions.";
    case "rolled-back":
      return "Rolled back; no more actions.";
    case "completed":
      return canGoBack ? "Completed; it can only be rolled back." : "Completed; no more actions.";
    default:
      return undefined;
  }
}

function consequenceOf(verb: SteeringVerb, view: RolloutPageView): string {
  switch (verb) {
    case "pause":
      return "Traffic stays as it is. No stage advances until someone resumes the rollout.";
    case "resume":
      return "The rollout continues from its current stage under the same plan.";
    case "halt":
      return "Freezes traffic as it is because something looks wrong. Someone must then resume the rollout or roll it back.";
    case "roll-back":
      return view.base === null
        ? "No version was live here before."
        : `${armNames(view).baseline} serves everyone again within seconds. This release cannot continue.`;
  }
}
