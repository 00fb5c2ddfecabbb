import { z } from "zod";
import { namesOf } from "#lib/access/rows/names-of.ts";
import { defineQuery } from "#lib/command/query.ts";
import { type CompositionContent, peopleIn } from "#lib/councils/composition.ts";
import { ownSeats } from "#lib/councils/own-seats.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { readMinutes } from "#lib/councils/rows/minutes.ts";
import { councilInForce } from "#lib/councils/rows/run-sitting.ts";
import { type KeptSignature, signaturesOf } from "#lib/councils/rows/signatures.ts";
import { type KeptSitting, readSitting, wordsOfSitting } from "#lib/councils/rows/sittings.ts";
import { attendanceNow, type MinutesRound, maySittingTake } from "#lib/councils/sitting.ts";
import { openMinutes } from "#lib/councils/sitting-minutes.ts";
import { absentSeats, mayRun } from "#lib/councils/sitting-rules.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { id } from "#lib/kernel/fields.ts";
import { errorOf, ok } from "#lib/kernel/result.ts";
import { policyInForce } from "#lib/policy/rows/policy-versions.ts";
import { minutesEntries } from "#lib/releases/rows/sitting-entries.ts";
import { itemView, readItems } from "#lib/releases/rows/sitting-items.ts";
import { waitingForCouncil } from "#lib/releases/rows/waiting-for-council.ts";
import { type SittingView, sittingView } from "#lib/releases/views/sitting.ts";

/** A sitting as it is now: agenda, votes, minutes, and what the reader can do in it. */
export const sittingPage = defineQuery({
  name: "sitting-page",
  permission: "sitting:read",
  summary: "Get a sitting with its agenda, votes and minutes",
  input: z.strictObject({ sittingId: id }),
  output: sittingView,

  async load(tx, { sittingId }, { caller, now }) {
    const found = await readSitting(tx, sittingId);
    if (!found.ok) return found;
    const sitting = found.value;
    const council = await councilInForce(tx, sitting.council);
    if (!council.ok) return council;
    const { content } = council.value;
    const words = await wordsOfSitting(tx, sittingId);
    const people = [
      ...peopleIn(content),
      ...sitting.attendance.map(({ person }) => person),
      ...signersIn(sitting),
    ];
    const names = await namesOf(tx, people);
    const nameOf = (person: string) => names.get(person) ?? "somebody who left";
    const personOf = (person: string) => ({ id: person, name: nameOf(person) });
    const items = await readItems(tx, sitting, now);
    const { number, state, startsAt, opened } = sitting;
    return ok({
      id: sittingId,
      number,
      state,
      council: { id: sitting.council, name: content.name, zone: content.calendar.zone },
      startsAt,
      opened: opened && { at: opened.at.toISOString(), by: opened.by.name },
      closedAt: sitting.minutes.findLast(({ amends }) => !amends)?.at.toISOString() ?? null,
      now: now.toISOString(),
      chair: personOf(content.chair),
      secretary: content.secretary ? personOf(content.secretary) : null,
      whyNotRun: errorOf(mayRun(caller, content))?.message ?? null,
      people: attendees(content, sitting, nameOf),
      absent: absentSeats(sitting, content),
      items: items.map((read) => itemView(read, { sitting, composition: content, words, caller })),
      addable: await addableItems(tx, sitting, { caller, content }),
      entries: await minutesEntries(tx, { sitting, items, words, nameOf, now }),
      minutes: await minutesViews(tx, { sitting, words, personOf }),
      mine: await mineOf(tx, sitting, { caller, now }),
      vouchedUntil: await vouchedUntil(tx, sittingId, { caller, now }),
    });
  },
});

type Asked = { readonly caller: Caller; readonly content: CompositionContent };

/** What whoever runs it can still put on the agenda. What was put off today waits as well. */
async function addableItems(
  tx: Tx,
  { council, items, state }: KeptSitting,
  { caller, content }: Asked,
): Promise<SittingView["addable"]> {
  if (!mayRun(caller, content).ok || !maySittingTake(state, "sitting.arranged")) return [];
  const policy = await policyInForce(tx);
  const waiting = await waitingForCouncil(tx, { council, content, policy: policy?.content });
  const taken = new Set(items.filter((one) => one.state !== "postponed").map(({ subject }) => subject));
  return waiting
    .filter(({ subject }) => !taken.has(subject))
    .map(({ dueAt, ...one }) => ({ ...one, dueAt: dueAt?.toISOString() ?? null }));
}

const signersIn = ({ minutes }: Pick<KeptSitting, "minutes">): string[] =>
  minutes.flatMap(({ signers }) => signers.map(({ person }) => person));

/** Everybody who could come, in the order of the seats, and where they are. */
function attendees(
  { seats, chair, secretary }: CompositionContent,
  sitting: KeptSitting,
  nameOf: (person: string) => string,
): SittingView["people"] {
  const here = new Map(attendanceNow(sitting).map((one) => [one.person, one]));
  const sitters = seats.flatMap(({ function: seat, members, alternates }) => [
    ...members.map((id) => ({ id, seat, stands: false })),
    ...alternates.map((id) => ({ id, seat, stands: true })),
  ]);
  const others = [chair, ...(secretary ? [secretary] : [])]
    .filter((id) => !sitters.some((one) => one.id === id))
    .map((id) => ({ id, seat: null, stands: false }));
  return [...sitters, ...others].map((one) => {
    const attended = here.get(one.id);
    const presence = attended && attended.seat === one.seat ? attended.presence : null;
    return { ...one, name: nameOf(one.id), presence };
  });
}

type Views = {
  readonly sitting: KeptSitting;
  readonly words: ReadonlyMap<number, string>;
  readonly personOf: (person: string) => { id: string; name: string };
};

async function minutesViews(tx: Tx, { sitting, words, personOf }: Views): Promise<SittingView["minutes"]> {
  const signatures = (await signaturesOf(tx, "sitting", [sitting.sitting]))(sitting.sitting);
  return sitting.minutes.map((round) => ({
    round: round.round,
    digest: round.digest,
    amends: round.amends,
    state: round.state,
    at: round.at.toISOString(),
    text: textOfRound(sitting, round, words),
    signers: round.signers.map(({ person, seat }) => ({
      person: personOf(person),
      seat,
      ...signedBy(signatures, round.round, person),
    })),
  }));
}

function textOfRound(
  { acts }: KeptSitting,
  { round, amends }: MinutesRound,
  words: ReadonlyMap<number, string>,
): string | null {
  const at = acts.findIndex((act) => act.type === "sitting.amended" && act.data.round === round);
  return amends ? (words.get(at + 1) ?? null) : null;
}

function signedBy(signatures: readonly KeptSignature[], round: number, person: string) {
  const signed = signatures.findLast((one) => one.round === round && one.signerId === person);
  return { signedAt: signed?.signedAt.toISOString() ?? null, decision: signed?.decision ?? null };
}

type By = { readonly caller: Caller; readonly now: Date };

async function mineOf(tx: Tx, sitting: KeptSitting, { caller, now }: By): Promise<SittingView["mine"]> {
  if (!openMinutes(sitting)) return null;
  const file = await readMinutes(tx, sitting, now);
  if (!file.ok) return null;
  const [seat] = ownSeats(file.value, councilStanding(file.value), caller);
  if (!seat) return { seat: null, whyNot: "The chair and the secretary sign the minutes." };
  const signed = file.value.signatures.some(
    ({ signerId }) => caller.kind === "person" && signerId === caller.id,
  );
  const whyNot = signed ? "You signed these minutes." : (seat.whyNot ?? null);
  return { seat: seat.function, whyNot };
}

async function vouchedUntil(tx: Tx, sittingId: string, { caller, now }: By): Promise<string | null> {
  if (caller.kind !== "person") return null;
  const proof = await tx.sittingProof.findFirst({
    where: { sittingId, sessionId: caller.sessionId, personId: caller.id, endsAt: { gt: now } },
    orderBy: { endsAt: "desc" },
  });
  return proof?.endsAt.toISOString() ?? null;
}
