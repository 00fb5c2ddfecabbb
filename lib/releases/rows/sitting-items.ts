import type { CompositionContent } from "#lib/councils/composition.ts";
import { ownSeats } from "#lib/councils/own-seats.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import type { KeptSignature } from "#lib/councils/rows/signatures.ts";
import type { KeptSitting } from "#lib/councils/rows/sittings.ts";
import type { Signable } from "#lib/councils/signable.ts";
import type { SatItem } from "#lib/councils/sitting.ts";
import { outcomeOf, unheardSeats } from "#lib/councils/sitting-outcome.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Check } from "#lib/releases/checks.ts";
import { outcomeSentence } from "#lib/releases/minutes-words.ts";
import { sealedNow } from "#lib/releases/sealed-now.ts";
import type { SittingItemView, SittingVote } from "#lib/releases/views/sitting.ts";
import { type AgendaSubject, agendaSubject } from "./agenda-subjects.ts";
import { checksNow } from "./gather-checks.ts";

/** An item of an agenda with its subject, and what is checked of it while it is discussed. */
export type ReadItem = {
  readonly item: SatItem;
  readonly subject: AgendaSubject;
  readonly checks: readonly Check[];
};

export async function readItems(
  tx: Tx,
  { items }: Pick<KeptSitting, "items">,
  now: Date,
): Promise<ReadItem[]> {
  const read: ReadItem[] = [];
  for (const item of items) {
    const subject = await agendaSubject(tx, item, now);
    if (!subject.ok) continue;
    const { release } = subject.value;
    const checks = release && item.state === "current" ? (await checksNow(tx, release, now)).checks : [];
    read.push({ item, subject: subject.value, checks });
  }
  return read;
}

type Around = {
  readonly sitting: KeptSitting;
  readonly composition: Pick<CompositionContent, "seats">;
  readonly words: ReadonlyMap<number, string>;
  readonly caller: Caller;
};

/** An item as its page shows it: as it was recorded, else as it stands now. */
export function itemView({ item, subject, checks }: ReadItem, around: Around): SittingItemView {
  const { decided, signable, kind, title, href } = subject;
  const votes = votesOf(item, subject, around.caller);
  // What was recorded stays as it was, whatever was signed since.
  const outcome = item.outcome ?? outcomeOf(item.started ? item : asIfCalled(signable), decided);
  const postponed = around.sitting.acts.findLastIndex(
    (act) => act.type === "sitting-item.postponed" && act.data.item === item.item,
  );
  return {
    item: item.item,
    kind,
    subject: item.subject,
    title,
    href,
    round: item.outcome?.round ?? decided.round,
    digest: item.outcome?.digest ?? decided.digest,
    minutes: item.minutes,
    state: item.state,
    startedAt: item.started?.at.toISOString() ?? null,
    endedAt: item.endedAt?.toISOString() ?? null,
    result: outcome.result,
    sentence: outcomeSentence(outcome),
    votes,
    checks: [...checks],
    sealed: subject.release ? sealedNow(subject.release, councilStanding(subject.release)) : null,
    unheard: unheardSeats(decided.council, { composition: around.composition, sat: around.sitting }),
    reason: item.state === "postponed" ? (around.words.get(postponed + 1) ?? null) : null,
    mine: decided.open && votes.some(({ mine }) => mine),
  };
}

/** An item that was not called is discussed as it is. */
const asIfCalled = ({ round, digest }: Signable): Pick<SatItem, "started"> => ({
  started: { at: new Date(0), round, digest },
});

/** Every signature that counts, seat by seat, and what a seat still waits for. A recorded item keeps what was signed by then. */
function votesOf(item: SatItem, { signable, decided }: AgendaSubject, caller: Caller): SittingVote[] {
  const own = ownSeats(signable, councilStanding(signable), caller);
  const counted = item.outcome?.votes.map(({ signature }) => signature);
  return decided.council.seats.flatMap(({ function: seat, min, signatures }) => {
    const counts = (of: { readonly id: string }) =>
      counted?.includes(of.id) ??
      signatures.some(({ signature, standing }) => signature.id === of.id && standing.counts);
    const kept = signable.signatures.filter((one) => one.seat === seat && counts(one)) as KeptSignature[];
    const votes = kept.map((signature) => voteOf(item, { seat, min }, { signature, decided }));
    const open = votes.length < min ? [{ seat, min, ...NO_VOTE }] : [];
    const rows = [...votes, ...open];
    const mine = decided.open && own.some((one) => one.function === seat && one.whyNot === null);
    return mine ? markOwn(rows, caller.id) : rows;
  });
}

const NO_VOTE = {
  signerId: null,
  signer: null,
  decision: null,
  signedAt: null,
  comment: "",
  written: false,
  conditions: 0,
  mine: false,
};

type Cast = { readonly signature: KeptSignature; readonly decided: AgendaSubject["decided"] };

const voteOf = (
  { started }: SatItem,
  of: Pick<SittingVote, "seat" | "min">,
  { signature, decided }: Cast,
): SittingVote => ({
  ...of,
  signerId: signature.signerId,
  signer: signature.signerName,
  decision: signature.decision,
  signedAt: signature.signedAt.toISOString(),
  comment: signature.comment,
  written: started === null || signature.signedAt < started.at,
  conditions: decided.conditions(signature.id),
  mine: false,
});

/** Whoever can sign a seat does so where they signed it before, else where it is open. */
function markOwn(votes: readonly SittingVote[], person: string): SittingVote[] {
  const before = votes.findIndex(({ signerId }) => signerId === person);
  const at = before < 0 ? votes.length - 1 : before;
  return votes.map((vote, nth) => (nth === at ? { ...vote, mine: true } : vote));
}
