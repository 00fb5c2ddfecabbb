import { Prisma } from "#generated/prisma/client.ts";
import { PROVENANCE_STREAMS } from "#lib/access/provenance.ts";
import { couldConsent, mayConsentIn } from "#lib/councils/approving.ts";
import { type Circle, type Member, waitIn } from "#lib/councils/circle.ts";
import type { WaitingSigner } from "#lib/councils/views/waiting-signers.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { peopleRulesInForce } from "#lib/policy/rows/policy-versions.ts";
import { circleOf } from "./circles.ts";

type Rules = Pick<Circle, "days" | "waitHours">;

async function rulesHere(tx: Tx): Promise<Rules> {
  const { independenceDays: days, factorWaitHours: waitHours } = await peopleRulesInForce(tx);
  return { days, waitHours };
}

const signersUnder = (tx: Tx, rules: Rules, now: Date): Promise<Circle> =>
  circleOf(tx, { signatures: [], contributors: [], ...rules, now });

/** Everybody who may sign something here, under the policy in force. */
export const signersHere = async (tx: Tx, now: Date): Promise<Circle> =>
  signersUnder(tx, await rulesHere(tx), now);

/** Who of them waits, at the cost of two look-ups where nothing happened to anybody's account lately. */
export async function signersWaiting(tx: Tx, reader: Caller, now: Date): Promise<WaitingSigner[]> {
  const [rules, [last]] = await Promise.all([
    rulesHere(tx),
    tx.$queryRaw<[{ at: Date }?]>(lastOfAccounts(reader.workspaceId)),
  ]);
  const since = new Date(now.getTime() - rules.waitHours * HOUR_MS);
  return last && last.at > since ? waitingIn(await signersUnder(tx, rules, now), reader.id) : [];
}

/** Written out, as the index `audit_event_accounts` has it: with a value in its place no plan could rely on the index. */
const OF_ACCOUNTS = Prisma.raw(
  `split_part(stream, '/', 1) IN (${PROVENANCE_STREAMS.map((kind) => `'${kind}'`).join(", ")})`,
);

/** When something last happened to anybody's account here. */
export const lastOfAccounts = (workspaceId: string): Prisma.Sql => Prisma.sql`
  SELECT occurred_at AS at FROM audit_event WHERE workspace_id = ${workspaceId}::uuid AND ${OF_ACCOUNTS}
  ORDER BY occurred_at DESC LIMIT 1`;

/** Who of them holds a function and waits, and why this reader cannot consent. */
export const waitingIn = (circle: Circle, readerId: string): WaitingSigner[] =>
  [...circle.members]
    .flatMap(([personId, member]) => waitingSigner(circle, { personId, member, readerId }))
    .toSorted((a, b) => a.until.localeCompare(b.until));

type Asked = { readonly personId: string; readonly member: Member; readonly readerId: string };

function waitingSigner(circle: Circle, { personId, member, readerId }: Asked): WaitingSigner[] {
  const wait = waitIn(personId, circle);
  if (!wait || member.functions.length === 0) return [];
  const { because, by, at: since } = wait.since;
  const may = mayConsentIn(circle, { consenterId: readerId, subjectId: personId, since });
  return [
    {
      personId,
      name: member.name,
      functions: [...member.functions],
      renewal: because,
      by: by === null ? null : circle.nameOf(by),
      since,
      until: wait.until.toISOString(),
      consenters: couldConsent(personId, wait, circle),
      whyNotConsent: may.ok ? null : may.error.message,
    },
  ];
}
