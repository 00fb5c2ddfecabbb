import type { RolloutOffer } from "#components/rollouts/rollout-actions.tsx";
import { type RolloutBannerProps, rollbackDetail } from "#components/rollouts/rollout-banner.tsx";
import type { RolloutView } from "#lib/rollouts/rows/rollout-view.ts";

/** Who gets which version now, and how it came to that. */
export function bannerOf(view: RolloutView): RolloutBannerProps {
  const { state, base, candidate, waitingFor } = view;
  const reach = reachText(view);
  switch (state) {
    case "running":
      return waitingFor.length === 0
        ? {
            tone: "pass",
            headline: reach,
            detail: "Every guardrail passes; it goes on at the next look.",
          }
        : { tone: "yours", icon: "play", headline: reach, detail: waitingText(waitingFor) };
    case "paused":
      return {
        tone: "hold",
        icon: "pause",
        headline: `Paused. ${reach}`,
        detail: `${saidWith(view, "rollout.paused")}It is watched on, and goes on when somebody resumes it.`,
      };
    case "halted":
      return {
        tone: "fail",
        icon: "halt",
        headline: `Halted. ${reach}`,
        detail: view.because ?? "",
      };
    case "rolling-back":
      return {
        tone: "fail",
        icon: "back",
        headline: `Going back to v${base}.`,
        detail: view.because ?? "",
        link: verdictLink(view),
      };
    case "rolled-back":
      return {
        tone: "fail",
        icon: "back",
        headline: `Everyone is on v${base} again.`,
        detail: backText(view),
        link: verdictLink(view),
      };
    case "completed":
      return {
        tone: "pass",
        headline: `Everyone is on v${candidate}.`,
        detail: completedText(view),
        link: verdictLink(view),
      };
  }
}

function waitingText([first = "", ...more]: readonly string[]): string {
  const rest =
    more.length === 0 ? "" : ` And ${more.length} more ${more.length === 1 ? "reason" : "reasons"} below.`;
  return `Waits: ${first}${rest}`;
}

function backText({ times, base, because }: RolloutView): string {
  const { breachAt, detectedAt, decidedAt, actuatedAt } = times;
  if (breachAt && detectedAt && decidedAt && actuatedAt)
    return rollbackDetail({ breachAt, detectedAt, decidedAt, actuatedAt }, `v${base}`);
  if (!decidedAt || !actuatedAt) return because ?? "";
  const seconds = (Date.parse(actuatedAt) - Date.parse(decidedAt)) / 1000;
  return `Taken back at ${decidedAt.slice(11, 23)} UTC: ${(because ?? "").replace(/\.$/, "")}. First request on v${base} +${seconds.toFixed(2)} s.`;
}

function completedText({ base, verdicts }: RolloutView): string {
  if (base === null) return "Nothing was live here before, so there was nothing to compare with.";
  return verdicts.length > 0 ? "Every stage passed." : "";
}

/** The reason somebody gave with the newest event of this kind. */
function saidWith({ events }: RolloutView, action: string): string {
  const reason = events.find((event) => event.action === action)?.because;
  return reason ? `${reason.replace(/\.$/, "")}. ` : "";
}

function reachText({ plan, stageIndex, candidate }: RolloutView): string {
  const stage = plan.stages[stageIndex];
  if (stage?.kind === "shadow") return `In shadow: nobody is answered by v${candidate}.`;
  return stage?.kind === "full"
    ? `All but the hold-out are answered by v${candidate}.`
    : `${stage?.trafficPercent} % are answered by v${candidate}.`;
}

function verdictLink({ release, verdicts }: RolloutView) {
  const [last] = verdicts;
  return (
    last && { href: `/releases/${release}/rollout/verdicts/${last.id}`, label: "Recompute this verdict" }
  );
}

/** One reason for everything, once there is nothing left to steer. */
const ENDED: Partial<Record<RolloutView["state"], string>> = {
  "rolling-back": "It is being taken back.",
  "rolled-back": "It was taken back; nothing is left to steer.",
  completed: "It is completed; nothing is left to steer.",
};

/** What a reader can do, with what it will do. */
export function offersOf({ mine, base, candidate, state }: RolloutView): RolloutOffer[] {
  const over = Object.hasOwn(ENDED, state) ? ENDED[state] : undefined;
  const whyNot = (reason: string | null) => (reason === null ? undefined : (over ?? reason));
  const stopped = state === "paused" || state === "halted";
  const steer: RolloutOffer = stopped
    ? {
        verb: "resume",
        consequence: "It goes on from the stage it is in, by the same plan.",
        whyNot: whyNot(mine.whyNotResume),
      }
    : {
        verb: "pause",
        consequence: `v${candidate} keeps answering those it answers now; no stage is entered until it is resumed.`,
        whyNot: whyNot(mine.whyNotPause),
      };
  return [
    steer,
    {
      verb: "halt",
      consequence:
        "Exposure is frozen where it is because something looks wrong. Somebody has to resume it or roll it back.",
      whyNot: whyNot(mine.whyNotHalt),
    },
    {
      verb: "roll-back",
      consequence:
        base === null
          ? "Nothing was live here before."
          : `Everyone answers from v${base} again within seconds. This release cannot go on afterwards.`,
      whyNot: state === "completed" ? (mine.whyNotRollBack ?? undefined) : whyNot(mine.whyNotRollBack),
    },
  ];
}
