import { mayConsent } from "#lib/access/consenting.ts";
import { functionsHeldAt } from "#lib/access/held-functions.ts";
import type { Provenance } from "#lib/access/provenance.ts";
import { waitOf } from "#lib/access/waiting.ts";
import type { PeopleRules } from "#lib/policy/people-rules.ts";

/** The people of a packet, as their streams and the policies tell of them at a moment of the log. */
export type Witnesses = {
  readonly asOf: (personId: string, event: string) => Provenance;
  readonly handsOf: (of: readonly Provenance[], event: string) => ReadonlyMap<string, Provenance>;
  /** The event that records a consent to this person's signing at this moment. */
  readonly consentTo: (personId: string, at: string) => string | null;
  /** How acts count at an event. */
  readonly countingAt: (event: string) => { readonly byAccount?: true };
  /** What the policy in force just before an event asked of signers. */
  readonly rulesAt: (event: string) => PeopleRules;
};

type Approval = {
  readonly at: string;
  /** The hours it was given under; undefined before there was a rule. */
  readonly hours: number | undefined;
};

/** Why an approval should have waited: what its signer signs in with was just renewed, and nobody who could consented. */
export function waitFaults({ at, hours }: Approval, signer: Provenance, witnesses: Witnesses): string[] {
  if (hours === undefined) return [];
  const wait = waitOf({ ...signer, consents: [] }, { hours, now: new Date(at) });
  if (!wait) return [];
  const { at: since } = wait.since;
  const until = wait.until.toISOString();
  const consent = signer.consents.find((one) => one.since === since);
  if (!consent)
    return [`is by somebody who was to wait until ${until}: what they sign in with was renewed at ${since}`];
  const fault = consentFault(signer.personId, consent, witnesses);
  return fault === null ? [] : [`rests on a consent of ${consent.at} that does not count: ${fault}`];
}

/** Why a consent does not count, judged by what was so when it was given. */
function consentFault(
  personId: string,
  { by, at, since }: Provenance["consents"][number],
  witnesses: Witnesses,
): string | null {
  const event = witnesses.consentTo(personId, at);
  if (by === null || event === null) return "no person gave it";
  const { factorWaitHours: hours, independenceDays: days } = witnesses.rulesAt(event);
  const [consenter, subject] = [witnesses.asOf(by, event), witnesses.asOf(personId, event)];
  const of = (id: string) => witnesses.asOf(id, event);
  const may = mayConsent({
    consenter: { told: consenter, functions: functionsHeldAt(new Date(at), consenter, of) },
    subject,
    since,
    hours,
    days,
    now: new Date(at),
    others: witnesses.handsOf([consenter, subject], event),
    ...witnesses.countingAt(event),
  });
  return may.ok ? null : may.error.message;
}
