import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { armNames } from "../arm-names.ts";

export type RolloutVerb = "pause" | "resume" | "halt" | "roll-back";

/** What a reader can do, with what it will do, or why not. */
export type RolloutOffer = {
  readonly verb: RolloutVerb;
  readonly consequence: string;
  readonly whyNot: string | undefined;
};

export function offersOf(view: RolloutPageView): RolloutOffer[] {
  const { state, mine } = view;
  const stopped = state === "paused" || state === "halted";
  const steer = stopped ? "resume" : "pause";
  const whyNot: Readonly<Record<RolloutVerb, string | null>> = {
    pause: overText(view, mine.whyNotPause),
    resume: overText(view, mine.whyNotResume),
    halt: overText(view, mine.whyNotHalt),
    // A completed rollout can still be rolled back, so what prevents it is said in full.
    "roll-back": state === "completed" ? mine.whyNotRollBack : overText(view, mine.whyNotRollBack),
  };
  return ([steer, "halt", "roll-back"] as const).map((verb) => ({
    verb,
    consequence: consequenceOf(verb, view),
    whyNot: whyNot[verb] ?? undefined,
  }));
}

/** One reason for every button, once the rollout is over. */
function overText({ state }: RolloutPageView, whyNot: string | null): string | null {
  switch (state) {
    case "rolling-back":
      return "Rolling back; no more actions.";
    case "rolled-back":
      return "Rolled back; no more actions.";
    case "completed":
      return "Completed; no more actions.";
    default:
      return whyNot;
  }
}

function consequenceOf(verb: RolloutVerb, view: RolloutPageView): string {
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
