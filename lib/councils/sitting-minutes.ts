import { type Digest, digestOfJson } from "#lib/kernel/digest.ts";
import type { Council } from "./quorum.ts";
import type { Roster } from "./roster.ts";
import type { Signature, VerdictDecision } from "./signature.ts";
import type { MinutesRound, Sat } from "./sitting.ts";
import type { MinutesSigner } from "./sitting-events.ts";

/**
 * What is signed of a sitting. It has every fact of it; what somebody typed is named by its id, under which the log commits to
 * the words, so that they can be erased and the minutes still verify.
 */
export const minutesDigest = (sat: Sat, closed: { readonly by: string; readonly at: Date }): Digest =>
  digestOfJson({
    v: 1,
    sitting: sat.sitting,
    council: sat.council,
    number: sat.number,
    composition: sat.composition,
    startsAt: sat.startsAt,
    opened: sat.opened && { by: sat.opened.by.id, at: sat.opened.at.toISOString() },
    attendance: sat.attendance.map(({ at, ...one }) => ({ ...one, at: at.toISOString() })),
    items: sat.items.map(({ started, endedAt, ...item }) => ({
      ...item,
      started: started && { ...started, at: started.at.toISOString() },
      endedAt: endedAt?.toISOString() ?? null,
    })),
    notes: sat.notes.map(({ note, item, by, at }) => ({ note, item, by: by.id, at: at.toISOString() })),
    closed: { by: closed.by, at: closed.at.toISOString() },
  });

/** An addendum is signed over the minutes it adds to, and named by its event, as a note is. */
export const addendumDigest = (
  sat: Pick<Sat, "sitting" | "minutes">,
  added: { readonly round: number; readonly item: string | null; readonly by: string; readonly at: Date },
): Digest =>
  digestOfJson({
    v: 1,
    sitting: sat.sitting,
    minutes: signedMinutes(sat)?.digest ?? null,
    addendum: { ...added, at: added.at.toISOString() },
  });

/** The minutes that two people signed, without what was added to them. */
export const signedMinutes = ({ minutes }: Pick<Sat, "minutes">): MinutesRound | undefined =>
  minutes.findLast(({ amends, state }) => !amends && state === "confirmed");

export const openMinutes = ({ minutes }: Pick<Sat, "minutes">): MinutesRound | undefined =>
  minutes.findLast(({ state }) => state === "open");

type Of = Pick<Sat, "sitting" | "council" | "number"> & Pick<MinutesRound, "round" | "digest" | "signers">;

/** The minutes as a subject of signatures: of two people, each for a seat of their own that nobody else can take. */
export const signableMinutes = ({ sitting, council, number, round, digest, signers }: Of) => ({
  kind: "sitting" as const,
  id: sitting,
  round,
  digest,
  digests: { policy: digest as Digest },
  about: { council, number },
  seats: [...Map.groupBy(signers, ({ seat }) => seat)].map(([seat, of]) => ({
    function: seat,
    min: of.length,
  })),
  contributors: [],
  roster: rosterOf(signers),
});

const rosterOf = (signers: readonly MinutesSigner[]): Roster => ({
  seats: [...Map.groupBy(signers, ({ seat }) => seat)].map(([seat, of]) => ({
    function: seat,
    members: of.map(({ person }) => person),
    alternates: [],
  })),
});

/** The event that a signature leads to, given the sign-off with it; null if none. */
export function consequenceOfMinutes(
  decision: VerdictDecision,
  council: Pick<Council<Signature>, "approved">,
): "sitting.confirmed" | "sitting.disputed" | null {
  if (decision === "reject") return "sitting.disputed";
  return council.approved ? "sitting.confirmed" : null;
}
