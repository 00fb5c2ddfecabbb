import { formatNumber } from "#components/ui/format-number.ts";
import type { HomePageView } from "#lib/overview/views/home-page.ts";
import type { WaitingItem } from "#lib/overview/views/waiting-item.ts";

/** "Three releases need your signature. One rollout rolled back in the last day." */
export function homeLede({ waiting, rollouts }: Pick<HomePageView, "waiting" | "rollouts">): string {
  const count = (kind: WaitingItem["kind"]) => waiting.filter((item) => item.kind === kind).length;
  const back = rollouts.filter(({ state }) => state === "rolled-back" || state === "rolling-back").length;
  const sentences = [
    sentence(count("halted"), "halted rollout needs you", "halted rollouts need you"),
    sentence(count("sign"), "release needs your signature", "releases need your signature"),
    sentence(
      count("sign-policy"),
      "policy change needs your signature",
      "policy changes need your signature",
    ),
    sentence(count("late-seat"), "seat is late", "seats are late"),
    sentence(
      count("sign-council"),
      "change of a council needs your signature",
      "changes of councils need your signature",
    ),
    sentence(
      count("sign-minutes"),
      "sitting's minutes need your signature",
      "sittings' minutes need your signature",
    ),
    sentence(
      count("sign-assessment"),
      "proposed tier needs your signature",
      "proposed tiers need your signature",
    ),
    sentence(count("sign-waiver"), "waiver needs your signature", "waivers need your signature"),
    sentence(count("sign-review"), "re-review needs your signature", "re-reviews need your signature"),
    sentence(count("sign-envelope"), "envelope needs your signature", "envelopes need your signature"),
    sentence(
      count("confirm-function"),
      "proposed function needs your confirmation",
      "proposed functions need your confirmation",
    ),
    sentence(
      count("consent-signing"),
      "signer waits and can sign with your consent",
      "signers wait and can sign with your consent",
    ),
    sentence(count("start"), "approved release is ready to start", "approved releases are ready to start"),
    sentence(count("answer"), "of your releases needs changes", "of your releases need changes"),
    sentence(
      count("answer-challenge"),
      "challenge of your release needs an answer",
      "challenges of your releases need an answer",
    ),
    sentence(
      count("judge-challenge"),
      "answer to your challenge needs your verdict",
      "answers to your challenges need your verdict",
    ),
    sentence(count("mentioned"), "thread mentions you", "threads mention you"),
    sentence(count("explain-incident"), "incident needs its cause", "incidents need their cause"),
    sentence(count("close-incident"), "incident is ready to close", "incidents are ready to close"),
    sentence(back, "rollout rolled back in the last day", "rollouts rolled back in the last day"),
  ].filter(Boolean);
  return sentences.length > 0 ? sentences.join(" ") : "Nothing needs you.";
}

const SMALL = ["", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];

const sentence = (count: number, one: string, many: string): string =>
  count === 0 ? "" : `${SMALL[count] ?? formatNumber(count)} ${count === 1 ? one : many}.`;
