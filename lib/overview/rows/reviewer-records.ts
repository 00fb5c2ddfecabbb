import { workedMs } from "#lib/councils/business-time.ts";
import type { CompositionContent } from "#lib/councils/composition.ts";
import type { Composition } from "#lib/councils/rows/compositions.ts";
import { VERDICT_DECISIONS, type VerdictDecision } from "#lib/councils/signature.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { countedSince } from "#lib/overview/council-decisions.ts";
import type { ReviewerRecord } from "#lib/overview/views/council-page.ts";
import { seatWaitingFor } from "#lib/overview/waiting.ts";
import { medianOf, SIGNABLE_SINCE, spanOf, type Waiting } from "./councils.ts";

type Known = {
  readonly waiting: readonly Waiting[];
  readonly names: ReadonlyMap<string, string>;
  readonly now: Date;
};

type Signed = { signer: string; openedAt: Date; signedAt: Date; decision: string; changed: boolean };
type Delegated = { fromId: string; fromName: string; toId: string; toName: string; endsAt: Date };

/** What each person who sits did for the council's releases lately, in the order of its seats. */
export async function reviewerRecords(
  tx: Tx,
  { council, content }: Composition,
  { waiting, names, now }: Known,
): Promise<ReviewerRecord[]> {
  const sits = seatsByPerson(content);
  const people = [...sits.keys()];
  const since = countedSince(now);
  const [signed, recused, delegated] = [
    await signedBy(tx, { council, people, since }),
    await recusedBy(tx, { council, people, since }),
    await delegatedNow(tx, people, now),
  ];
  return people.map((person) => {
    const own = signed.filter(({ signer }) => signer === person);
    const countOf = (of: VerdictDecision) => own.filter(({ decision }) => decision === of).length;
    const functions = sits.get(person) ?? [];
    const hours = own.map(
      ({ openedAt, signedAt }) => workedMs(content.calendar, spanOf(openedAt, signedAt)) / HOUR_MS,
    );
    const signer = { id: person, functions };
    return {
      id: person,
      name: names.get(person) ?? "somebody who left",
      functions,
      approved: countOf("approve"),
      changesRequested: countOf("request-changes"),
      rejected: countOf("reject"),
      medianHours: medianOf(hours.toSorted((a, b) => a - b)),
      changedMind: own.filter(({ changed }) => changed).length,
      waiting: waiting.filter(({ file }) => seatWaitingFor(signer, file) !== null).length,
      recused: recused.get(person) ?? 0,
      delegatedTo: delegated
        .filter(({ fromId }) => fromId === person)
        .map(({ toName, endsAt }) => spoken(toName, endsAt)),
      signsFor: delegated
        .filter(({ toId }) => toId === person)
        .map(({ fromName, endsAt }) => spoken(fromName, endsAt)),
    };
  });
}

const spoken = (name: string, endsAt: Date) => ({ name, until: endsAt.toISOString() });

function seatsByPerson({ seats }: CompositionContent): ReadonlyMap<string, BusinessFunction[]> {
  const sitting = seats.flatMap(({ function: seat, members, alternates }) =>
    [...members, ...alternates].map((person) => ({ person, seat })),
  );
  const byPerson = Map.groupBy(sitting, ({ person }) => person);
  return new Map([...byPerson].map(([person, own]) => [person, own.map(({ seat }) => seat)]));
}

type Asked = { readonly council: string; readonly people: readonly string[]; readonly since: Date };

/** Each round that somebody signed: when it could be signed, when they did first, and what they said last. */
async function signedBy(tx: Tx, { council, people, since }: Asked): Promise<Signed[]> {
  const rows = await tx.$queryRaw<Signed[]>`
    SELECT signed.signer, signed.decision, signed.changed, signed.signed_at AS "signedAt",
           ${SIGNABLE_SINCE} AS "openedAt"
    FROM (SELECT subject_id, round, signer_id::text AS signer, min(signed_at) AS signed_at,
                 (array_agg(decision ORDER BY signed_at DESC, id DESC))[1] AS decision,
                 count(DISTINCT decision) > 1 AS changed
          FROM signature
          WHERE subject_kind = 'release' AND signer_id = ANY (${people}::uuid[]) AND signed_at > ${since}
          GROUP BY subject_id, round, signer_id) signed
    JOIN release_round round ON round.release_id = signed.subject_id AND round.round = signed.round,
    jsonb_to_record(round.sections) AS of_round (policy jsonb)
    WHERE of_round.policy #>> '{composition,council}' = ${council}`;
  return rows.map((row) => ({ ...row, decision: oneOf(VERDICT_DECISIONS, row.decision) }));
}

async function recusedBy(tx: Tx, { council, people, since }: Asked): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.$queryRaw<{ person: string; times: number }[]>`
    SELECT recusal.person_id::text AS person, count(*)::int AS times
    FROM recusal JOIN release ON release.id = recusal.release_id
    WHERE recusal.person_id = ANY (${people}::uuid[]) AND recusal.declared_at > ${since}
      AND release.sections #>> '{policy,composition,council}' = ${council}
    GROUP BY recusal.person_id`;
  return new Map(rows.map(({ person, times }) => [person, times]));
}

/** The delegations of those who sit that hold now. */
const delegatedNow = (tx: Tx, people: readonly string[], now: Date): Promise<Delegated[]> =>
  tx.delegation.findMany({
    where: {
      OR: [{ fromId: { in: [...people] } }, { toId: { in: [...people] } }],
      startsAt: { lte: now },
      endsAt: { gt: now },
      endedAt: null,
    },
    select: { fromId: true, fromName: true, toId: true, toName: true, endsAt: true },
    orderBy: { endsAt: "asc" },
  });
