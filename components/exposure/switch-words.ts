import type { StateLook } from "#components/ui/state-pill.tsx";
import type { PointerMove } from "#lib/exposure/views/pointer-history.ts";

export const onLook: StateLook = { tone: "pass", icon: "check", word: "On" };
export const offLook: StateLook = { tone: "fail", icon: "slash", word: "Off" };

/** What a pointer serves, in a sentence; its moves come newest first. */
export function servingText([now]: readonly PointerMove[]): string {
  if (!now) return "Nothing is live here.";
  if (now.candidate === null) return `v${now.base} serves everyone.`;
  return now.kind === "shadow"
    ? `v${now.base} serves everyone; v${now.candidate} is in shadow.`
    : `v${now.candidate} serves ${now.candidatePercent} % of traffic, v${now.base} the rest.`;
}

/** What switching it off does. */
export function switchConsequence([now]: readonly PointerMove[]): string {
  const held = "Nothing starts or goes further here until two people switch it on again.";
  if (!now) return held;
  const served = `v${now.base} serves everyone`;
  return now.candidate === null
    ? `${served} and goes on to. ${held}`
    : `Rolls the rollout of v${now.candidate} back: ${served} within seconds, and that release cannot continue. ${held}`;
}
