import { z } from "zod";
import { type IdentityLevel, levelThrough } from "#lib/access/identity-level.ts";
import { dependence } from "#lib/access/independence.ts";
import { knownIn, type Provenance, provenanceOf, provenanceStreams } from "#lib/access/provenance.ts";
import { renewalsOf } from "#lib/access/waiting.ts";
import { approversOf, dependenceText, type Sayer } from "#lib/councils/circle.ts";
import type { RecordedSignature } from "#lib/councils/signature-event.ts";
import { type PeopleRules, peopleRules } from "#lib/policy/people-rules.ts";
import type { PolicyContent } from "#lib/policy/policy.ts";
import { stricterTier } from "#lib/registry/tier.ts";
import type { Packet } from "../verify-packet.ts";
import {
  type Documents,
  documentCheck,
  ofType,
  signaturesAmong,
  type Told,
  toldBy,
  toldIn,
} from "./documents.ts";
import { provenanceText } from "./provenance-text.ts";
import { waitFaults } from "./waits.ts";

const NOT_HERE = "where the signers' identities come from is not in this packet";

/**
 * Where the authority of each signer came from when they signed, and that the policy took it: their identity's level, a
 * function in effect, an active account of no admin, and nobody beside them who made them a signer or whom they made one.
 * Signatures of versions before these rules are told, not judged.
 */
export const provenanceCheck = documentCheck("provenance", (documents, packet, found) => {
  const people = new People(packet, documents);
  const says = [...assessmentSays(documents, packet), ...saysIn(documents, packet)];
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

/** A signature or a lift as the rules see it. */
type Say = {
  readonly event: string;
  readonly place: string;
  readonly at: string;
  readonly signer: string;
  readonly seat: Sayer["seat"];
  /** The window it was signed under; undefined before there was a rule. */
  readonly days: number | undefined;
  /** The hours after a reset or a new factor that it was signed under; undefined before there was that rule. */
  readonly hours: number | undefined;
  readonly approves: boolean;
  /** The account at a provider that it names. */
  readonly account: string | null;
  /** How its signer was known, by its own words; undefined before that was recorded. */
  readonly level: IdentityLevel | undefined;
  readonly sayers: readonly Sayer[];
  readonly content: Pick<PolicyContent, "people"> | undefined;
  readonly tier: Documents["release"]["rounds"][number]["sections"]["policy"]["tier"];
};

function saysIn({ release }: Documents, packet: Packet): Say[] {
  const published = publishedIn(packet, release.workspace);
  const contents = new Map(published.map(({ data }) => [data.version, data.content as PolicyContent]));
  const signatures: RecordedSignature[] = [];
  const lifters: Sayer[] = [];
  const says: Say[] = [];
  let section = release.rounds[0]!.sections.policy;
  for (const event of toldIn(packet, `release/${release.id}`)) {
    if ("round" in event.data) section = release.rounds[event.data.round - 1]?.sections.policy ?? section;
    if (event.type !== "verdict.cast" && event.type !== "objection.lifted") continue;
    const { signer, seat } = event.data;
    const approves = event.type === "objection.lifted" || event.data.decision === "approve";
    const sayers = [...approversOf(signatures), ...lifters];
    says.push({
      ...signedBy(event),
      approves,
      sayers,
      content: contents.get(section.version),
      tier: section.tier,
    });
    if (event.type === "objection.lifted") lifters.push({ personId: signer, seat });
    else signatures.push(...signaturesAmong([event]).map(({ signature }) => signature));
  }
  return says;
}

type OfSeat = Told<"verdict.cast" | "objection.lifted" | "assessment.signed">;

/** Who signed, when, and what the entry says of them. */
function signedBy({ id: event, place, at, data }: OfSeat) {
  const {
    signer,
    seat,
    independenceDays: days,
    factorWaitHours: hours,
    identity: account = null,
    level,
  } = data;
  return { event, place, at, signer, seat, days, hours, account, level };
}

/** Whoever signed a tier of the model: under the policy in force then, beside whoever proposed it. */
function assessmentSays({ release }: Documents, packet: Packet): Say[] {
  const streams = [`policy/${release.workspace}`, `model/${release.model}`];
  const proposers = new Map<string, Sayer[]>();
  let content: Say["content"] = {};
  return packet.entries.flatMap((entry) => {
    const told = streams.includes(entry.value.stream) ? toldBy(entry) : null;
    if (told?.type === "policy.published") content = told.data.content as PolicyContent;
    if (told?.type === "assessment.proposed")
      proposers.set(told.data.assessment, [{ personId: told.actor, seat: "compliance" }]);
    if (told?.type !== "assessment.signed") return [];
    const { assessment, decision, tier: proposed, from } = told.data;
    const tier = stricterTier(proposed, from);
    const sayers = proposers.get(assessment) ?? [];
    return [{ ...signedBy(told), approves: decision === "approve", sayers, content, tier }];
  });
}

function faultsOf(say: Say, people: People): string[] {
  const { days, hours, content, approves, signer, at } = say;
  if (days === undefined || content === undefined) return [];
  const rules = peopleRules(content);
  const told = people.asOf(signer, say.event);
  const faults = authorityFaults(say, told);
  if (days !== rules.independenceDays)
    faults.push(`names a window of ${days} days, the policy ${rules.independenceDays}`);
  const level = levelThrough(say.account, knownIn(told));
  if (level === null || !rules.identity[say.tier].includes(level))
    faults.push(`is by an identity ${level ?? "of no level"}, which the policy does not take here`);
  if (say.level !== undefined && say.level !== level)
    faults.push(`says that its signer was known as ${say.level}, their streams ${level ?? "not at all"}`);
  if (!approves) return faults;
  if (hours !== undefined && hours !== rules.factorWaitHours)
    faults.push(`names a wait of ${hours} hours, the policy ${rules.factorWaitHours}`);
  faults.push(...waitFaults(say, told, people));
  const bonds = say.sayers.flatMap(({ personId }) => {
    const other = people.asOf(personId, say.event);
    const others = people.handsOf([told, other], say.event);
    return dependence(told, other, { days: rules.independenceDays, at: new Date(at), others }) ?? [];
  });
  return [...faults, ...bonds.map((bond) => `is not independent: ${dependenceText(bond, people.nameOf)}`)];
}

const publishedIn = (packet: Packet, workspace: string) =>
  ofType(toldIn(packet, `policy/${workspace}`), "policy.published");

const actorOf = z.object({ type: z.string(), id: z.string() });

/** The person who acted; null where the operator or the system did. */
function byPerson(actor: unknown): string | null {
  const { type, id } = actorOf.parse(actor);
  return type === "user" ? id : null;
}

/** What the signer lacked when they signed. */
function authorityFaults({ seat, at }: Say, { functions, roles, away }: Provenance): string[] {
  const held = functions.some(
    (one) => one.function === seat && one.ended === null && one.effectiveAt !== null && one.effectiveAt <= at,
  );
  return [
    ...(held ? [] : [`is by somebody whose function ${seat} was not in effect`]),
    ...(roles.includes("reviewer") && !roles.includes("admin")
      ? []
      : ["is by somebody who was no reviewer, or an admin"]),
    ...(away.some(({ to }) => to === null) ? ["is by somebody whose account was disabled"] : []),
  ];
}

/** The people of a packet, as their streams tell them at a moment of the log. */
class People {
  readonly #packet: Packet;
  readonly #names: ReadonlyMap<string, string>;
  readonly #policies: readonly { readonly id: string; readonly content: PolicyContent }[];

  constructor(packet: Packet, { people, release }: Documents) {
    this.#packet = packet;
    this.#policies = publishedIn(packet, release.workspace).map(({ id, data }) => ({
      id,
      content: data.content as PolicyContent,
    }));
    this.#names = new Map(people.map(({ id, name }) => [id, name]));
  }

  has = (id: string): boolean => this.#packet.entries.some(({ value }) => value.stream === `person/${id}`);

  nameOf = (id: string): string => this.#names.get(id) ?? id;

  /** Whoever handed over or renewed what these sign in with, and so on, as it was just before an event. */
  handsOf(of: readonly Provenance[], event: string): ReadonlyMap<string, Provenance> {
    const told = new Map(of.map((one) => [one.personId, one]));
    // A map hands out what is added while it is read.
    for (const one of told.values())
      for (const id of [...one.hands, ...renewalsOf(one).flatMap(({ by }) => by ?? [])])
        if (!told.has(id)) told.set(id, this.asOf(id, event));
    return told;
  }

  consentTo(personId: string, at: string): string | null {
    const found = this.#packet.entries.find(
      ({ value: { stream, action, occurred_at } }) =>
        stream === `person/${personId}` && action === "signing.consented" && occurred_at === at,
    );
    return found?.value.id ?? null;
  }

  /** What the policy in force just before an event asked of signers. */
  rulesAt(event: string): PeopleRules {
    const before = new Set(this.#before(event).map(({ value }) => value.id));
    return peopleRules(this.#policies.findLast(({ id }) => before.has(id))?.content ?? {});
  }

  #before(event: string): Packet["entries"] {
    const { entries } = this.#packet;
    return entries.slice(
      0,
      entries.findIndex(({ value }) => value.id === event),
    );
  }

  /** Where somebody's authority came from just before an event. */
  asOf(id: string, event: string): Provenance {
    const streams = provenanceStreams(id);
    const earlier = this.#before(event).filter(({ value }) => streams.includes(value.stream));
    return provenanceOf(
      id,
      earlier.map(({ value: { action, data, occurred_at: at, actor } }) => ({
        action,
        data,
        at,
        by: byPerson(actor),
      })),
    );
  }
}
