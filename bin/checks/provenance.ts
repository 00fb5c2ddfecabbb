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
    if (!people.has(say.signer))
      found.incomplete(`person/${say.signer}`, "is missing: where this signer's identity comes from");
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
    ...(days === asked.days ? [] : [`names a window of ${days} days, the policy ${asked.days}`]),
    ...identityFaults(say, told, asked),
    ...(approves ? approvalFaults(say, told, { people, asked }) : []),
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
  const { hours, at, event, sayers } = say;
  const bonds = sayers.flatMap(({ personId }) => {
    const other = people.asOf(personId, event);
    const others = people.handsOf([told, other], event);
    const moment = { days: asked.days, at: new Date(at), others, ...people.countingAt(event) };
    return dependence(told, other, moment) ?? [];
  });
  return [
    ...(hours === undefined || hours === asked.hours
      ? []
      : [`names a wait of ${hours} hours, the policy ${asked.hours}`]),
    ...waitFaults(say, told, people),
    ...bonds.map((bond) => `is not independent: ${dependenceText(bond, people.nameOf)}`),
  ];
}

/** What the signer lacked when they signed. */
function authorityFaults({ seat, at, event }: Say, told: Provenance, people: People): string[] {
  const { roles, away } = told;
  const held = people.functionsAt({ at, event }, told).includes(seat);
  return [
    ...(held ? [] : [`is by somebody whose function ${seat} was not in effect`]),
    ...(roles.includes("reviewer") && !roles.includes("admin")
      ? []
      : ["is by somebody who was no reviewer, or an admin"]),
    ...(away.some(({ to }) => to === null) ? ["is by somebody whose account was disabled"] : []),
  ];
}
