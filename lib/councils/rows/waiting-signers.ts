import { couldConsent, mayConsentIn } from "#lib/councils/approving.ts";
import { type Circle, type Member, waitIn } from "#lib/councils/circle.ts";
import type { WaitingSigner } from "#lib/councils/views/waiting-signers.ts";
import type { Tx } from "#lib/db/client.ts";
import { peopleRules } from "#lib/policy/people-rules.ts";
import { policyInForce } from "#lib/policy/rows/policy-versions.ts";
import { circleOf } from "./circles.ts";

/** Everybody who may sign something here, under the policy in force. */
export async function signersHere(tx: Tx, now: Date): Promise<Circle> {
  const rules = peopleRules((await policyInForce(tx))?.content ?? {});
  const { independenceDays: days, factorWaitHours: waitHours } = rules;
  return circleOf(tx, { signatures: [], contributors: [], days, waitHours, now });
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
