import type { Problem } from "#components/ui/answer.ts";
import { PROVIDER_REFUSALS, type ProviderRefusal } from "#lib/access/provider-refusals.ts";

const isKnown = (code: string): code is ProviderRefusal => Object.hasOwn(PROVIDER_REFUSALS, code);

/** Why a visit to the provider came to nothing, by the code in the address. No text of the address is shown. */
export function visitProblemOf(code: string): Problem {
  if (!isKnown(code)) return OTHERS.get(code) ?? { title: "That did not work.", todo: "Start again." };
  const { message, todo } = PROVIDER_REFUSALS[code].error;
  return { title: message, todo };
}

/** What else may end there, as it looks from the provider. */
const OTHERS: ReadonlyMap<string, Problem> = new Map([
  [
    "sign-in-again",
    { title: "Your proof of presence expired while you were at the provider.", todo: "Start again." },
  ],
  ["link-over", { title: "This link no longer works.", todo: "Ask an admin for a new one." }],
  ["too-many-tries", { title: "Too many attempts.", todo: "Wait a little, then start again." }],
  ["not-a-member", { title: "This account has no access here.", todo: "Ask an admin to invite you." }],
]);
