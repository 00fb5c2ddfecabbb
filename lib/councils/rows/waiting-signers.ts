import { PROVENANCE_STREAMS } from "#lib/access/provenance.ts";
import { couldConsent, mayConsentIn } from "#lib/councils/approving.ts";
import { type Circle, type Member, waitIn } from "#lib/councils/circle.ts";
import type { WaitingSigner } from "#lib/councils/views/waiting-signers.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { peopleRules } from "#lib/policy/people-rules.ts";
import { policyInForce } from "#lib/policy/rows/policy-versions.ts";
import { circleOf } from "./circles.ts";

type Rules = Pick<Circle, "days" | "waitHours">;

async function rulesHere(tx: Tx): Promise<Rules> {
  const { independenceDays: days, factorWaitHours: waitHours } = peopleRules(
    (await policyInForce(tx))?.content ?? {},
  );
  return { days, waitHours };
}

const signersUnder = (tx: Tx, rules: Rules, now: Date): Promise<Circle> =>
  circleOf(tx, { signatures: [], contributors: [], ...rules, now });

/** Everybody who may sign something here, under the policy in force. */
export const signersHere = async (tx: Tx, now: Date): Promise<Circle> =>
  signersUnder(tx, await rulesHere(tx), now);

/** Who of them waits, at the cost of one question where nothing happened to anybody's account lately. */
export async function signersWaiting(tx: Tx, reader: Caller, now: Date): Promise<WaitingSigner[]> {
  const rules = await rulesHere(tx);
  const since = new Date(now.getTime() - rules.waitHours * HOUR_MS);
  const [lately] = await tx.$queryRaw<[{ any: boolean }]>`
    SELECT EXISTS (
      SELECT FROM audit_event WHERE workspace_id = ${reader.workspaceId}::uuid AND occurred_at > ${since}
        AND split_part(stream, '/', 1) = ANY (${[...PROVENANCE_STREAMS]})
    ) AS "any"`;
  return lately.any ? waitingIn(await signersUnder(tx, rules, now), reader.id) : [];
}

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
