import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { provenanceStreams } from "#lib/access/provenance.ts";
import { delegationStream } from "#lib/councils/delegation-events.ts";
import { sittingStream } from "#lib/councils/sitting-events.ts";
import { freezeStream } from "#lib/policy/freeze-events.ts";
import { policyStream } from "#lib/policy/publishing.ts";
import { offersStream } from "#lib/releases/offers.ts";
import { templateStream } from "#lib/releases/template-events.ts";

/** An entry, as far as the streams that it names matter. */
export type NamingEntry = {
  readonly stream: string;
  readonly action: string;
  readonly tenant: string;
  readonly actor: { readonly type?: string; readonly id: string };
  readonly targets: readonly {
    readonly type: string;
    readonly id: string;
    readonly digest?: string | undefined;
  }[];
  readonly data?: unknown;
};

/**
 * The streams that a release's packet contains whole, as far as these entries name them: the release, its model with all
 * versions, its pointer, the policies, every release of the same digest, each one's rollout and incidents, the people who
 * signed it, its policies, its model's tier or a waiver, whose hands their credentials came from, who reset or granted anything of
 * theirs or consented, the freezes with who loosened them, the
 * sittings in which it was heard, the tokens that acted. Those people's own provenance belongs to it
 * too, back to the two who founded the
 * workspace. Whoever gathers a packet adds streams until this names no more; whoever checks it computes the same list.
 */
export function packetStreams(release: string, entries: readonly NamingEntry[]): ReadonlySet<string> {
  return new Set([`release/${release}`, ...entries.flatMap(namedBy), ...incidentsOf(entries)]);
}

/** Streams of people and their means. A packet has their public facts, not the names and reasons beside them. */
export const isPrivateStream = (stream: string): boolean => /^(person|password|factors|token)\//.test(stream);

/**
 * The id of a rollout's nth incident. It follows from the rollout, so that the absence of an incident can be proven: a
 * UUID of version 8, whose bits are those of a hash.
 */
export function incidentOf(rolloutId: string, nth: number): string {
  const hex = bytesToHex(sha256(utf8ToBytes(`incident ${nth} of rollout ${rolloutId}`)));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function namedBy(entry: NamingEntry): string[] {
  const byToken = entry.actor.type === "service" ? [`token/${entry.actor.id}`] : [];
  return [...byToken, ...sittingNamed(entry), ...(NAMED[entry.action]?.(entry) ?? [])];
}

/** The sitting in which a release was heard, or in which a signer had given all factors. */
function sittingNamed({ data }: NamingEntry): string[] {
  const named = [textIn(data, "sitting"), textIn(data, "inSitting")];
  return named.flatMap((sitting) => (sitting === null ? [] : [sittingStream(sitting)]));
}

const signer = ({ data }: NamingEntry): string[] => {
  const id = textIn(data, "signer");
  return id === null ? [] : provenanceStreams(id);
};

/** Whoever was spoken for, and the delegation. */
function delegator({ data }: NamingEntry): string[] {
  const [person, delegation] = [textIn(data, "onBehalfOf"), textIn(data, "delegation")];
  return person && delegation ? [...provenanceStreams(person), delegationStream(delegation)] : [];
}

const hand = ({ actor: { type, id } }: NamingEntry): string[] =>
  type === "user" ? provenanceStreams(id) : [];

/** All freezes of the workspace, where the event says that they were asked: earlier versions knew none. */
const freezesAsked = ({ data, tenant }: NamingEntry): string[] =>
  textIn(data, "freezes") === null ? [] : [freezeStream(tenant)];

/** The templates of the workspace, where the release was made from one. */
const templatesNamed = ({ data, tenant }: NamingEntry): string[] =>
  textIn(data, "template") === null ? [] : [templateStream(tenant)];

const NAMED: Readonly<Record<string, (entry: NamingEntry) => string[]>> = {
  "release.opened": (entry) => [
    ...targetsOf(entry, "model").map(({ id }) => `model/${id}`),
    ...targetsOf(entry, "pointer").map(({ id }) => `pointer/${id}`),
    ...targetsOf(entry, "version").flatMap(({ digest }) =>
      digest ? [offersStream(entry.tenant, digest)] : [],
    ),
    policyStream(entry.tenant),
    ...templatesNamed(entry),
  ],
  "version.offered": ({ data }) =>
    [textIn(data, "release"), ...textsIn(data, "unlisted")].flatMap((id) => (id ? [`release/${id}`] : [])),
  "release.started": (entry) => [
    ...targetsOf(entry, "rollout").map(({ id }) => `rollout/${id}`),
    ...freezesAsked(entry),
  ],
  "rollout.advanced": freezesAsked,
  "rollout.completed": freezesAsked,
  "stop.asked": hand,
  "stop.confirmed": hand,
  "loosening.proposed": hand,
  "loosening.confirmed": hand,
  "verdict.cast": (entry) => [...signer(entry), ...delegator(entry)],
  "verdict.sealed": (entry) => [...signer(entry), ...delegator(entry)],
  "policy.signed": signer,
  "council.signed": signer,
  "sitting.signed": signer,
  "assessment.proposed": hand,
  "assessment.signed": signer,
  // The release that every use is measured against, with whoever signed it; and what became of each use.
  "envelope.proposed": (entry) => [
    ...hand(entry),
    ...targetsOf(entry, "release").map(({ id }) => `release/${id}`),
  ],
  "envelope.used": (entry) => targetsOf(entry, "release").map(({ id }) => `release/${id}`),
  "envelope.signed": signer,
  // Whoever brought a cause, and the release that is looked at.
  "review.opened": (entry) => [
    ...hand(entry),
    ...targetsOf(entry, "release").map(({ id }) => `release/${id}`),
  ],
  "review.raised": hand,
  "review.signed": signer,
  "waiver.requested": hand,
  "waiver.extended": hand,
  "waiver.signed": signer,
  "objection.lifted": signer,
  "condition.signed": signer,
  "recusal.declared": signer,
  "emergency.authorised": signer,
  "emergency.declared": (entry) => [
    ...hand(entry),
    ...targetsOf(entry, "incident").map(({ id }) => `incident/${id}`),
  ],
  "challenge.raised": hand,
  "challenge.judged": signer,
  "person.invited": hand,
  "link.issued": hand,
  "factor.reset": hand,
  "signing.consented": hand,
  "function.proposed": hand,
  "function.confirmed": hand,
};

/** One stream more than a rollout has incidents: that one is proven not to exist. */
function incidentsOf(entries: readonly NamingEntry[]): string[] {
  const opened = entries.filter(({ action }) => action === "incident.opened");
  const rollouts = entries.filter(({ action }) => action === "release.started");
  return rollouts
    .flatMap((entry) => targetsOf(entry, "rollout"))
    .flatMap(({ id }) => {
      const known = opened.filter((entry) => targetsOf(entry, "rollout").some((target) => target.id === id));
      return Array.from({ length: known.length + 1 }, (_, n) => `incident/${incidentOf(id, n + 1)}`);
    });
}

const targetsOf = ({ targets }: NamingEntry, type: string) =>
  targets.filter((target) => target.type === type);

const fieldOf = (data: unknown, name: string): unknown =>
  typeof data === "object" && data !== null ? Reflect.get(data, name) : undefined;

function textIn(data: unknown, name: string): string | null {
  const value = fieldOf(data, name);
  return typeof value === "string" ? value : null;
}

function textsIn(data: unknown, name: string): string[] {
  const value = fieldOf(data, name);
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
