import { TOPICS } from "./topics.ts";
import type { WaitingItem } from "./views/waiting-item.ts";

/** What an item of the home page is known by. A message that asks for the same has it as its topic. */
export function waitingKey(item: WaitingItem): string {
  switch (item.kind) {
    case "sign-policy":
      return TOPICS.policy(item.version);
    case "sign-council":
      return TOPICS.council(item.council.id);
    case "sign-minutes":
      return TOPICS.minutes(item.sitting);
    case "sign-assessment":
      return TOPICS.tier(item.model);
    case "sign-waiver":
      return TOPICS.waiver(item.waiver);
    case "sign-envelope":
      return TOPICS.envelope(item.envelope);
    case "sign-review":
      return TOPICS.review(item.review);
    case "replace-unfit":
      return TOPICS.unfit(item.review);
    case "confirm-function":
      return `function-${item.person}-${item.function}`;
    case "consent-signing":
      return `signer-${item.person}`;
    case "explain-incident":
    case "close-incident":
      return TOPICS.incident(item.incident);
    case "settle-learning":
      return TOPICS.learning(item.incident, item.learning);
    case "answer-challenge":
    case "judge-challenge":
    case "mentioned":
      return TOPICS.thread(item.kind, item.release.number, item.thread);
    case "late-seat":
      return TOPICS.lateSeat(item.release.number, item.seat);
    case "halted":
      return TOPICS.halted(item.rollout);
    case "sign":
    case "start":
    case "answer":
      return TOPICS.release(item.kind, item.release.number);
  }
}
