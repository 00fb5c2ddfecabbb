import { formatNumber } from "#components/ui/format-number.ts";
import type { HomePageView } from "#lib/overview/views/home-page.ts";
import type { WaitingItem } from "#lib/overview/views/waiting-item.ts";

/** "Three releases need your signature. One rollout rolled back in the last day." */
export function homeLede({ waiting, rollouts }: Pick<HomePageView, "waiting" | "rollouts">): string {
  const back = rollouts.filter(({ state }) => state === "rolled-back" || state === "rolling-back").length;
  const sentences = [
    ...Object.entries(WAITING).map(([kind, [one, many]]) =>
      sentence(waiting.filter((item) => item.kind === kind).length, one, many),
    ),
    sentence(back, "rollout rolled back in the last day", "rollouts rolled back in the last day"),
  ].filter(Boolean);
  return sentences.length > 0 ? sentences.join(" ") : "Nothing needs you.";
}

/** In the order of the sentences: one of a kind, and many. */
const WAITING: Readonly<Record<WaitingItem["kind"], readonly [one: string, many: string]>> = {
  halted: ["halted rollout needs you", "halted rollouts need you"],
  sign: ["release needs your signature", "releases need your signature"],
  "sign-policy": ["policy change needs your signature", "policy changes need your signature"],
  "late-seat": ["seat is late", "seats are late"],
  "sign-council": ["change of a council needs your signature", "changes of councils need your signature"],
  "sign-minutes": ["sitting's minutes need your signature", "sittings' minutes need your signature"],
  "sign-assessment": ["proposed tier needs your signature", "proposed tiers need your signature"],
  "sign-waiver": ["waiver needs your signature", "waivers need your signature"],
  "sign-review": ["re-review needs your signature", "re-reviews need your signature"],
  "replace-unfit": ["version found unfit waits to be replaced", "versions found unfit wait to be replaced"],
  "sign-envelope": ["envelope needs your signature", "envelopes need your signature"],
  "confirm-function": [
    "proposed function needs your confirmation",
    "proposed functions need your confirmation",
  ],
  "consent-signing": [
    "signer waits and can sign with your consent",
    "signers wait and can sign with your consent",
  ],
  start: ["approved release is ready to start", "approved releases are ready to start"],
  answer: ["of your releases needs changes", "of your releases need changes"],
  "answer-challenge": [
    "challenge of your release needs an answer",
    "challenges of your releases need an answer",
  ],
  "judge-challenge": [
    "answer to your challenge needs your verdict",
    "answers to your challenges need your verdict",
  ],
  mentioned: ["thread mentions you", "threads mention you"],
  "explain-incident": ["incident needs its cause", "incidents need their cause"],
  "close-incident": ["incident is ready to close", "incidents are ready to close"],
  "settle-learning": ["learning is yours to put in force", "learnings are yours to put in force"],
};

const SMALL = ["", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];

const sentence = (count: number, one: string, many: string): string =>
  count === 0 ? "" : `${SMALL[count] ?? formatNumber(count)} ${count === 1 ? one : many}.`;
