import { dependenceText } from "#lib/access/dependence-text.ts";
import { levelThrough } from "#lib/access/identity-level.ts";
import { dependence } from "#lib/access/independence.ts";
import { knownIn, type Provenance } from "#lib/access/provenance.ts";
import { documentCheck } from "./documents.ts";
import { People } from "./people-told.ts";
import { provenanceText } from "./provenance-text.ts";
import { type Say, saysIn } from "./says.ts";
import { waitFaults } from "./waits.ts";

const NOT_HERE = "where the signers' identities come from is not in this packet";

/**
 * Where the authority of each signer came from when they signed, and that the policy took it: their identity's level, a
 * function in effect, an active account of no admin, and nobody beside them who made them a signer or whom they made one.
 * The same for whoever signed the policies and the tier of the model. Signatures of versions before these rules are told,
 * not judged.
 */
export const provenanceCheck = documentCheck("provenance", (documents, packet, found) => {
  const people = new People(packet, documents);
  const says = saysIn(documents, packet);
  if (says.every(({ days, signer }) => days === undefined && !people.has(signer))) return NOT_HERE;
  for (const say of says) {
    const missing = [say.signer, ...(say.onBehalfOf ? [say.onBehalfOf] : [])].find((id) => !people.has(id));
    if (missing) found.incomplete(`person/${missing}`, "is missing: where this signer's identity comes from");
    else for (const fault of faultsOf(say, people)) found.tampered(say.place, fault);
  }
  const signers = new Map(says.map((say) => [say.signer, say]));
  return [...signers.values()]
    .map((say) => provenanceText(say, people.asOf(say.signer, say.event), people.nameOf))
    .join("\n            ");
});

function faultsOf(say: Say, people: People): string[] {
  const { days, asked, approves, signer, event } = say;
  if (days === undefined)
    return approves && people.rulesBefore(event) ? ["names no window of independence"] : [];
  if (asked === null) return [];
  const told = people.asOf(signer, event);
  return [
    ...authorityFaults(say, told, people),
    ...(say.onBehalfOf ? delegatorFaults(say, people.asOf(say.onBehalfOf, event), people) : []),
    ...(days === asked.days ? [] : [`names a window of ${days} days, the policy ${asked.days}`]),
    ...(say.inSession ? [] : identityFaults(say, told, asked)),
    ...(approves ? approvalFaults(say, told, { people, asked }) : []),
    ...(approves && say.onBehalfOf
      ? bondFaults(say, people.asOf(say.onBehalfOf, event), { people, asked })
      : []),
  ];
}

type Asked = NonNullable<Say["asked"]>;

function identityFaults({ account, level: said }: Say, told: Provenance, { levels }: Asked): string[] {
  const level = levelThrough(account, knownIn(told));
  return [
    ...(level !== null && levels.includes(level)
      ? []
      : [`is by an identity ${level ?? "of no level"}, which the policy does not take here`]),
    ...(said === undefined || said === level
      ? []
      : [`says that its signer was known as ${said}, their streams ${level ?? "not at all"}`]),
  ];
}

/** What keeps somebody from approving: a wait that is not over, or who had a say before. */
function approvalFaults(
  say: Say,
  told: Provenance,
  { people, asked }: { people: People; asked: Asked },
): string[] {
  const { hours } = say;
  return [
    ...(hours === undefined || hours === asked.hours
      ? []
      : [`names a wait of ${hours} hours, the policy ${asked.hours}`]),
    ...waitFaults(say, told, people),
    ...bondFaults(say, told, { people, asked }),
  ];
}

/** On whom of those who had a say before this person depends; they and whoever they speak for count as one. */
function bondFaults(
  { at, event, sayers, signer, onBehalfOf }: Say,
  told: Provenance,
  { people, asked }: { people: People; asked: Asked },
): string[] {
  const beside = onBehalfOf
    ? sayers.filter(({ personId }) => personId !== signer && personId !== onBehalfOf)
    : sayers;
  const bonds = beside.flatMap(({ personId }) => {
    const other = people.asOf(personId, event);
    const others = people.handsOf([told, other], event);
    const moment = { days: asked.days, at: new Date(at), others, ...people.countingAt(event) };
    return dependence(told, other, moment) ?? [];
  });
  return bonds.map((bond) => `is not independent: ${dependenceText(bond, people.nameOf)}`);
}

/** What whoever was spoken for lacked. */
function delegatorFaults({ seat, at, event }: Say, told: Provenance, people: People): string[] {
  return people.functionsAt({ at, event }, told).includes(seat) && told.away.every(({ to }) => to !== null)
    ? []
    : [`is on behalf of somebody whose function ${seat} was not in effect`];
}

/** What the signer lacked when they signed. */
function authorityFaults({ seat, at, event, onBehalfOf }: Say, told: Provenance, people: People): string[] {
  const { roles, away } = told;
  const functions = people.functionsAt({ at, event }, told);
  // A delegate uses another's function, and is a signer of some function themselves.
  const held = onBehalfOf ? functions.length > 0 : functions.includes(seat);
  return [
    ...(held ? [] : [`is by somebody whose function ${seat} was not in effect`]),
    ...(roles.includes("reviewer") && !roles.includes("admin")
      ? []
      : ["is by somebody who was no reviewer, or an admin"]),
    ...(away.some(({ to }) => to === null) ? ["is by somebody whose account was disabled"] : []),
  ];
}
