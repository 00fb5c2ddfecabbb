import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { SittingEntry, SittingItemView, SittingView } from "./views/sitting.ts";

/** A person in the minutes, with what is said of them and since when. */
export type MinutesPerson = { readonly key: string; readonly says: string; readonly at: string | null };

export type MinutesDecision = {
  readonly nth: number;
  readonly title: string;
  readonly href: string;
  readonly says: string;
  /** Whose signatures made it so. */
  readonly votes: readonly string[];
};

export type MinutesSigning = {
  readonly round: number;
  readonly title: string;
  readonly digest: string;
  readonly state: SittingView["minutes"][number]["state"];
  /** Of an addendum; null where it was erased, or where it is no addendum. */
  readonly text: string | null;
  readonly amends: boolean;
  readonly signers: readonly MinutesPerson[];
};

/** The minutes of a sitting as they are read, printed and exported: every form of them is written from this. */
export type MinutesDocument = {
  readonly title: string;
  readonly council: string;
  /** The clocks of the council. */
  readonly zone: string;
  readonly startsAt: string;
  readonly state: SittingView["state"];
  readonly facts: readonly string[];
  readonly attendance: readonly MinutesPerson[];
  readonly decisions: readonly MinutesDecision[];
  readonly entries: readonly SittingEntry[];
  readonly signings: readonly MinutesSigning[];
};

export const ERASED = "These words were erased.";

export function minutesDocument(sitting: SittingView): MinutesDocument {
  const { number, council, startsAt, state, people, items, entries, minutes, chair, secretary } = sitting;
  return {
    title: `Minutes of sitting ${number}`,
    council: council.name,
    zone: council.zone,
    startsAt,
    state,
    facts: [`Chair: ${chair.name}`, ...(secretary ? [`Secretary: ${secretary.name}`] : [])],
    attendance: people.flatMap(({ id, name, seat, stands, presence }) =>
      presence === null
        ? []
        : [{ key: `${id} ${seat}`, says: `${seated(name, seat, stands)}: ${presence}`, at: null }],
    ),
    decisions: items.map(decision),
    entries,
    signings: minutes.map(signing),
  };
}

const seated = (name: string, seat: BusinessFunction | null, stands = false): string =>
  [name, ...(seat ? [functionLabels[seat]] : []), ...(stands ? ["alternate"] : [])].join(", ");

const decision = (item: SittingItemView, at: number): MinutesDecision => ({
  nth: at + 1,
  title: item.title,
  href: item.href,
  says: decisionText(item),
  votes: item.state === "recorded" ? item.votes.flatMap(voteText) : [],
});

function decisionText({ state, sentence, reason }: SittingItemView): string {
  if (state === "recorded") return sentence;
  return state === "postponed" ? `Put off. ${reason ?? ERASED}` : "Not recorded yet.";
}

const SAID = { approve: "approves", "request-changes": "requests changes", reject: "rejects" } as const;

function voteText({ seat, signer, decision: said, written }: SittingItemView["votes"][number]): string[] {
  if (signer === null || said === null) return [];
  return [`${seated(signer, seat)}: ${SAID[said]}${written ? ", in writing" : ""}`];
}

const signing = ({
  round,
  digest,
  state,
  text,
  amends,
  signers,
}: SittingView["minutes"][number]): MinutesSigning => ({
  round,
  title: amends ? "Addendum" : "Minutes, signed by two",
  digest,
  state,
  text: amends ? (text ?? ERASED) : null,
  amends,
  signers: signers.map(({ person, seat, signedAt, decision: said }) => ({
    key: person.id,
    says: `${seated(person.name, seat)}: ${signedAt ? (said === "reject" ? "disputed" : "signed") : "has not signed"}`,
    at: signedAt,
  })),
});

/** What a line of the minutes says, and below it what was typed. */
export function entryText({ kind, sentence, text, by }: SittingEntry): {
  readonly says: string;
  readonly typed: string | null;
} {
  if (kind === "note") return { says: `Written by ${by}`, typed: text ?? ERASED };
  if (kind === "addendum") return { says: `Addendum, written by ${by}`, typed: text ?? ERASED };
  return { says: sentence, typed: text };
}
