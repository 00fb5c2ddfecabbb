import { z } from "zod";
import { functionsHeldAt } from "#lib/access/held-functions.ts";
import { doersFor } from "#lib/access/independence.ts";
import { type Provenance, provenanceOf, provenanceStreams } from "#lib/access/provenance.ts";
import { renewalsOf } from "#lib/access/waiting.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { type PeopleRules, peopleRules } from "#lib/policy/people-rules.ts";
import type { PolicyContent } from "#lib/policy/policy.ts";
import type { Packet } from "../verify-packet.ts";
import { type Documents, ofType, toldIn } from "./documents.ts";

const actorOf = z.object({ type: z.string(), id: z.string() });

/** The person who acted; null where the operator or the system did. */
export function byPerson(actor: unknown): string | null {
  const { type, id } = actorOf.parse(actor);
  return type === "user" ? id : null;
}

const said = z.object({ hands: z.literal(true) });
const countsHands = ({ value }: Packet["entries"][number]): boolean => said.safeParse(value.data).success;

/** An event and when it happened. */
type Moment = { readonly event: string; readonly at: string };

/** The people of a packet, as their streams tell them at a moment of the log. */
export class People {
  readonly #packet: Packet;
  readonly #names: ReadonlyMap<string, string>;
  readonly #policies: readonly { readonly id: string; readonly content: PolicyContent }[];

  constructor(packet: Packet, { people, release }: Documents) {
    this.#packet = packet;
    const published = ofType(toldIn(packet, `policy/${release.workspace}`), "policy.published");
    this.#policies = published.map(({ id, data }) => ({ id, content: data.content as PolicyContent }));
    this.#names = new Map(people.map(({ id, name }) => [id, name]));
  }

  has = (id: string): boolean => this.#packet.entries.some(({ value }) => value.stream === `person/${id}`);

  nameOf = (id: string): string => this.#names.get(id) ?? id;

  /** Whoever made these signers, handed over or renewed what any of them signs in with, and so on, just before an event. */
  handsOf(of: readonly Provenance[], event: string): ReadonlyMap<string, Provenance> {
    const told = new Map(of.flatMap(doersFor).map((id) => [id, this.asOf(id, event)]));
    for (const one of of) told.set(one.personId, one);
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

  /** What the policy in force just before an event asked of people. */
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

  /** Whether functions were granted by two before this event: then its signer was judged by these rules. */
  rulesBefore = (event: string): boolean =>
    this.#before(event).some(({ value }) => value.action === "function.proposed");

  /** How acts count at an event: for everybody behind an account, from the first event on that says so. */
  countingAt(event: string): { readonly byAccount?: true } {
    const { entries } = this.#packet;
    const first = entries.findIndex(countsHands);
    return first >= 0 && first <= entries.findIndex(({ value }) => value.id === event)
      ? {}
      : { byAccount: true };
  }

  /** The functions that somebody held at an event. */
  functionsAt = ({ at, event }: Moment, told: Provenance): BusinessFunction[] =>
    functionsHeldAt(new Date(at), told, (id) => this.asOf(id, event));
}
