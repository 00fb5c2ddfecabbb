import { mayConsent } from "#lib/access/consenting.ts";
import { type Provenance, provenanceOf } from "#lib/access/provenance.ts";
import { type Wait, waitsToSign } from "#lib/access/waiting.ts";
import { either } from "#lib/kernel/listed.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { type Circle, mayJoin, type Sayer, waitIn } from "./circle.ts";

/**
 * Whether this person may approve for this seat beside those who signed, or lift an objection to it. An objection needs
 * neither: a thief's is lifted by a peer, while a signer's own that came late would let harm through.
 */
export function mayApprove(sayer: Sayer, circle: Circle): Result<null, Refusal> {
  const waited = mayUseFunction(sayer.personId, circle);
  return waited.ok ? mayJoin(sayer, circle) : waited;
}

/**
 * The same for somebody who speaks for another: both must be independent of everybody else who signed. The two themselves
 * need not be independent of each other, since they count as one.
 */
export function mayApproveFor(
  { personId, seat }: Sayer,
  onBehalfOf: string | null,
  circle: Circle,
): Result<null, Refusal> {
  if (onBehalfOf === null) return mayApprove({ personId, seat }, circle);
  const sayers = circle.sayers.filter((one) => one.personId !== personId && one.personId !== onBehalfOf);
  const own = mayApprove({ personId, seat }, { ...circle, sayers });
  return own.ok ? mayJoin({ personId: onBehalfOf, seat }, { ...circle, sayers }) : own;
}

/** Whether this person's wait after a reset or a new factor is over, or somebody consented. */
export function mayUseFunction(personId: string, circle: Circle): Result<null, Refusal> {
  const wait = waitIn(personId, circle);
  if (!wait) return ok(null);
  const others = couldConsent(personId, wait, circle);
  return waitsToSign(
    wait,
    others.length > 0
      ? `If it was not you, tell an admin at once. ${either(others)} can consent that you sign earlier.`
      : "If it was not you, tell an admin at once. Nobody who is independent of you can consent now.",
  );
}

/** Who could consent that this person signs before their wait is over, by name. */
export function couldConsent(personId: string, { since }: Wait, circle: Circle): string[] {
  return [...circle.members]
    .filter(([id]) => mayConsentIn(circle, { consenterId: id, subjectId: personId, since: since.at }).ok)
    .map(([, { name }]) => name)
    .sort();
}

type Asked = { readonly consenterId: string; readonly subjectId: string; readonly since: string };

/** The same for one of them. */
export function mayConsentIn(
  { members, provenances: others, days, waitHours: hours, now }: Circle,
  { consenterId, subjectId, since }: Asked,
): ReturnType<typeof mayConsent> {
  return mayConsent({
    consenter: {
      told: provenanceIn(others, consenterId),
      functions: members.get(consenterId)?.functions ?? [],
    },
    subject: provenanceIn(others, subjectId),
    since,
    hours,
    days,
    now,
    others,
  });
}

const provenanceIn = (others: ReadonlyMap<string, Provenance>, id: string): Provenance =>
  others.get(id) ?? provenanceOf(id, []);
