import { decided } from "#lib/councils/decided.ts";
import type { VerdictDecision } from "#lib/councils/signature.ts";
import type { SittingAct } from "#lib/councils/sitting.ts";
import type { ItemOutcome, ItemResult } from "#lib/councils/sitting-events.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { Frozen } from "#lib/kernel/event-catalogue.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";

/** What minutes say of an outcome. */
const OUTCOME_WORDS: Readonly<Record<ItemResult, string>> = {
  approved: "approved",
  held: "approved by every seat; a gate or a challenge still holds it",
  objected: "an objection stands",
  waiting: "not decided: seats are still open",
  changed: "its content changed while it was discussed, so its round ended",
  ended: "no longer open for signatures",
};

const functionWords = (seats: readonly BusinessFunction[]): string =>
  seats.map((seat) => functionLabels[seat]).join(", ");

/** The outcome in words: what it is, and whose say makes it so. */
export function outcomeSentence({
  result,
  votes,
  open,
}: Pick<Frozen<ItemOutcome>, "result" | "votes" | "open">): string {
  const approvals = votes.filter(({ decision }) => decision === "approve").length;
  const against = votes.filter(({ decision }) => decision !== "approve").map(({ seat }) => seat);
  if (result === "objected")
    return `The objection of ${functionWords([...new Set(against)])} outranks ${approvals} ${approvals === 1 ? "approval" : "approvals"} until it is lifted.`;
  if (result === "waiting")
    return `Not decided: ${functionWords(open)} ${open.length === 1 ? "is" : "are"} open.`;
  if (result === "approved") return `Approved by ${approvals} of ${approvals} signatures.`;
  const [first = "", ...rest] = OUTCOME_WORDS[result];
  return `${first.toUpperCase()}${rest.join("")}.`;
}

export const verdictSentence = (one: {
  readonly signerName: string;
  readonly seat: BusinessFunction;
  readonly decision: VerdictDecision;
}): string => `${one.signerName} ${decided[one.decision]} for ${functionLabels[one.seat]}`;

type About = {
  readonly title: string;
  readonly nth: number | null;
  readonly nameOf: (person: string) => string;
  /** Whether the act is over an addendum to minutes. */
  readonly amends: boolean;
};

const PRESENCE = { present: "came", excused: "is excused", absent: "is absent" } as const;

/** What minutes say of an act; null where they say nothing of it. */
export function actSentence(act: SittingAct, { title, nth, nameOf, amends }: About): string | null {
  const item = `Item ${nth}, ${title}`;
  switch (act.type) {
    case "sitting.opened":
      return `${act.by.name} opened the sitting.`;
    case "sitting.attended": {
      const { person, presence, seat } = act.data;
      return `${nameOf(person)} ${PRESENCE[presence]}${seat ? ` for ${functionLabels[seat]}` : ""}.`;
    }
    case "sitting-item.started":
      return `${item} was called.`;
    case "sitting-item.recorded":
      return `${item}: ${outcomeSentence(act.data.outcome)}`;
    case "sitting-item.postponed":
      return `${item} was put off to the next sitting.`;
    case "sitting.moved":
      return "The sitting was moved.";
    case "sitting.called-off":
      return "The sitting was called off.";
    case "sitting.closed":
      return `${act.by.name} ended the sitting.`;
    case "sitting.disputed":
      return amends
        ? `${act.by.name} disputed the addendum; it was dropped.`
        : `${act.by.name} disputed the minutes; the sitting was opened again.`;
    default:
      return null;
  }
}
