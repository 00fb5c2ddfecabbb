import type { Act, Provenance } from "#lib/access/provenance.ts";

type NameOf = (personId: string) => string;
type Say = {
  readonly signer: string;
  readonly seat: string;
  /** What they signed, where it is not the packet's own release. */
  readonly about: string;
  readonly at: string;
};

/** One line on a signer: who invited them, how their link travelled, who granted the function, factors and resets. */
export function provenanceText({ signer, seat, about, at }: Say, told: Provenance, nameOf: NameOf): string {
  return [
    `${nameOf(signer)} for ${seat}${about} on ${day(at)}: ${invitedText(told, nameOf)}`,
    identityText(told, nameOf),
    functionText(seat, told, nameOf),
    factorsText(told),
    resetsText(told, nameOf),
    ...consentsText(told, nameOf),
  ].join("; ");
}

const day = (at: string): string => at.slice(0, 10);
const by = (act: Act, nameOf: NameOf): string => (act.by === null ? "the operator" : nameOf(act.by));

const invitedText = ({ invited }: Provenance, nameOf: NameOf): string =>
  invited ? `invited by ${by(invited, nameOf)} on ${day(invited.at)}` : "invited before this log";

function identityText({ identity }: Provenance, nameOf: NameOf): string {
  if (!identity) return "no way in is recorded";
  const since = `since ${day(identity.at)}`;
  return identity.level === "handed-over"
    ? `way in handed over by ${by(identity, nameOf)} ${since}`
    : `way in ${identity.level === "mailed" ? "mailed" : "through a provider"} ${since}`;
}

function functionText(seat: string, { functions }: Provenance, nameOf: NameOf): string {
  const grant = functions.findLast((one) => one.function === seat && one.ended === null);
  if (!grant) return `no grant of ${seat} is recorded`;
  const confirmed = grant.confirmed
    ? `, confirmed by ${by(grant.confirmed, nameOf)}`
    : ", confirmed by nobody";
  const effective = grant.effectiveAt ? `, in effect since ${day(grant.effectiveAt)}` : "";
  return `${seat} proposed by ${by(grant.proposed, nameOf)}${confirmed}${effective}`;
}

function factorsText({ factors }: Provenance): string {
  const present = factors.filter(({ ended }) => ended === null);
  if (present.length === 0) return "no second factor";
  return present
    .map(({ kind, since }) => `${kind === "webauthn" ? "passkey" : "app"} since ${day(since)}`)
    .join(", ");
}

const resetsText = ({ resets }: Provenance, nameOf: NameOf): string =>
  resets.length === 0
    ? "no reset"
    : resets.map((reset) => `${reset.of} reset by ${by(reset, nameOf)} on ${day(reset.at)}`).join(", ");

const consentsText = ({ consents }: Provenance, nameOf: NameOf): string[] =>
  consents.map((consent) => `${by(consent, nameOf)} consented to their signing on ${day(consent.at)}`);
