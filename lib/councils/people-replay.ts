import { accessEvents } from "#lib/access/events.ts";
import type { GrantVerb } from "#lib/access/granting.ts";
import { personOf } from "#lib/access/provenance.ts";
import { type Fact, type Folding, foldBy } from "#lib/audit/replay.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";

/** The facts of a grant, of its latest step; those of one that is kept are not in the log. */
export type GrantFact = {
  readonly verb: GrantVerb;
  readonly steps: number;
  readonly by: string | null;
  readonly at: string | null;
  readonly effectiveAt: string | null;
  readonly founding: boolean;
};

export const KEPT: GrantFact = {
  verb: "kept",
  steps: 1,
  by: null,
  at: null,
  effectiveAt: null,
  founding: false,
};

export const grantName = (personId: string, name: string): string => `function ${name} of ${personId}`;
export const memberName = (personId: string): string => `person ${personId}`;

type Entry = {
  readonly stream: string;
  readonly occurred_at: string;
  readonly actor: { readonly type: string; readonly id: string };
};

type Granting = { function: BusinessFunction; effectiveAt?: string; founding?: true | undefined };

/** How a step of a grant changes its facts. */
const step =
  (verb: GrantVerb) =>
  ({ facts }: Folding, entry: Entry & { readonly data: Granting }): void => {
    const { function: name, effectiveAt = null, founding = false } = entry.data;
    const key = grantName(personOf(entry.stream), name);
    const steps = Number(facts.get(key)?.["steps"] ?? 0) + 1;
    const by = entry.actor.type === "user" ? entry.actor.id : null;
    facts.set(key, { verb, steps, by, at: entry.occurred_at, effectiveAt, founding });
  };

/** Before two people granted functions, one admin set them all at once. */
function setAlone(
  { facts }: Folding,
  personId: string,
  { before, after }: Record<"before" | "after", readonly BusinessFunction[]>,
): void {
  for (const name of before.filter((one) => !after.includes(one))) facts.delete(grantName(personId, name));
  for (const name of after.filter((one) => !before.includes(one))) facts.set(grantName(personId, name), KEPT);
}

function change({ facts }: Folding, entry: Entry, changed: Fact): void {
  const name = memberName(personOf(entry.stream));
  facts.set(name, { ...facts.get(name), ...changed });
}

/** An account at a provider by which somebody signs in. */
export const accountName = (identityId: string): string => `account ${identityId}`;
export const identityName = (personId: string, place: number): string =>
  `identity ${place} of person ${personId}`;

type Reached = { readonly level: string; readonly issuer: string | null };

/** A credential reached the person: one identity more, named by its place among their own. */
function reached({ facts }: Folding, entry: Entry, said: Reached): void {
  const personId = personOf(entry.stream);
  let place = 1;
  while (facts.has(identityName(personId, place))) place++;
  facts.set(identityName(personId, place), { ...said, since: entry.occurred_at });
}

/** People as the log records them: roles, access, how each credential reached them, and where each grant is. */
export const peopleFold = foldBy(accessEvents, {
  "person.invited"(folding, entry) {
    const { roles, functions } = entry.data;
    change(folding, entry, { roles, disabled: false });
    if (!functions) return;
    // Until links replaced first passwords, whoever invited somebody handed them theirs, and granted functions.
    setAlone(folding, personOf(entry.stream), { before: [], after: functions });
    reached(folding, entry, { level: "handed-over", issuer: entry.actor.id });
  },
  "person.assigned"(folding, entry) {
    const { roles, functions: after, functionsBefore: before } = entry.data;
    change(folding, entry, { roles });
    setAlone(folding, personOf(entry.stream), { before, after });
  },
  "person.disabled": (folding, entry) => change(folding, entry, { disabled: true }),
  "person.enabled": (folding, entry) => change(folding, entry, { disabled: false }),
  "link.redeemed"(folding, entry) {
    const { via: level = "handed-over", issuer = null } = entry.data;
    reached(folding, entry, { level, issuer });
  },
  "identity.bound"(folding, entry) {
    const { identity, issuer, via } = entry.data;
    const of = memberName(personOf(entry.stream));
    folding.facts.set(accountName(identity), { of, issuer, boundAt: entry.occurred_at, unboundAt: null });
    if (via === "link") reached(folding, entry, { level: "provider", issuer });
  },
  "identity.unbound"({ facts }, { data, occurred_at: unboundAt }) {
    const name = accountName(data.identity);
    facts.set(name, { ...facts.get(name), unboundAt });
  },
  "function.proposed": step("proposed"),
  "function.confirmed": step("confirmed"),
  "function.declined": step("declined"),
  "function.removed": step("removed"),
  "signing.consented": null,
  "link.issued": null,
  "link.sent": null,
  "link.unsent": null,
  "link.revoked": null,
  "notice.sent": null,
  "notice.unsent": null,
  "password.changed": null,
  "session.opened": null,
  "session.confirmed": null,
  "session.closed": null,
  "session.ended": null,
  "sessions.ended": null,
  "token.issued": null,
  "token.handed-over": null,
  "token.revoked": null,
  "factor.enrolled": null,
  "factor.renamed": null,
  "factor.removed": null,
  "factor.reset": null,
  "factor-rule.set": null,
  "recovery.renewed": null,
});
