import type { Tone } from "#components/ui/tone.ts";
import type { EmergencyView } from "#lib/releases/views/emergency.ts";

type Declared = NonNullable<EmergencyView["declared"]>;

export const emergencyTone = ({ state }: Declared): Tone => (state === "closed" ? "plain" : "fail");

/** What everybody must know first. */
export function emergencyTitle({ state, overdue }: Declared): string {
  switch (state) {
    case "declared":
      return "Emergency, declared. It waits for a second person.";
    case "authorised":
      return "Emergency: it may go out before its review.";
    case "retrospective-review":
      return overdue
        ? "Emergency: it went out, and its review is overdue."
        : "Emergency: it went out before its review.";
    case "closed":
      return "It went out as an emergency; its review is closed.";
  }
}

/** What it means for whoever reads it. */
export function emergencyText({ state, maxPercent }: Declared): string {
  const cap = `Until every seat has approved it, it serves at most ${maxPercent} %.`;
  if (state === "closed") return "The council has decided on it since.";
  if (state === "declared") return `${cap} Nothing goes out before a second person lets it.`;
  return `${cap} Each seat still reviews it. Until then no other release of this model starts. Rolling back is always possible.`;
}

/** "data-science, security" or "nothing". */
export const bypassedText = ({ bypassed }: Pick<Declared, "bypassed">): string =>
  bypassed.length > 0 ? bypassed.join(", ") : "nothing";
