import type { WaitingItem } from "./views/waiting-item.ts";

/** What an item of the home page is known by. A message that asks for the same has it as its topic. */
export function waitingKey(item: WaitingItem): string {
  switch (item.kind) {
    case "sign-policy":
      return `policy-${item.version}`;
    case "sign-council":
      return `council-${item.council.id}`;
    case "sign-assessment":
      return `tier-${item.model}`;
    case "sign-waiver":
      return `waiver-${item.waiver}`;
    case "sign-envelope":
      return `envelope-${item.envelope}`;
    case "confirm-function":
      return `function-${item.person}-${item.function}`;
    case "consent-signing":
      return `signer-${item.person}`;
    case "explain-incident":
    case "close-incident":
      return `incident-${item.incident}`;
    case "answer-challenge":
    case "judge-challenge":
    case "mentioned":
      return `${item.kind}-${item.release.number}-${item.thread}`;
    case "late-seat":
      return `late-${item.release.number}-${item.seat}`;
    case "halted":
      return `halted-${item.rollout}`;
    case "sign":
    case "start":
    case "answer":
      return `${item.kind}-${item.release.number}`;
  }
}
