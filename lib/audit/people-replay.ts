import { accessEvents } from "#lib/access/events.ts";
import { type Folding, foldBy } from "./replay.ts";

/** Each time a person's credential reached them, as the log records it. */
export const peopleFold = foldBy(accessEvents, {
  // Until links replaced first passwords, whoever invited somebody handed them theirs.
  "person.invited"({ facts }, { data, stream, actor, occurred_at: since }) {
    if (data.functions) reached(facts, stream, { level: "handed-over", issuer: actor.id, since });
  },
  "link.redeemed"({ facts }, { data, stream, occurred_at: since }) {
    const { via: level = "handed-over", issuer = null } = data;
    reached(facts, stream, { level, issuer, since });
  },
  "identity.bound"({ facts }, { data, stream, occurred_at: since }) {
    const { identity, issuer, via } = data;
    facts.set(accountName(identity), { of: who(stream), issuer, boundAt: since, unboundAt: null });
    if (via === "link") reached(facts, stream, { level: "provider", issuer, since });
  },
  "identity.unbound"({ facts }, { data, occurred_at: unboundAt }) {
    const name = accountName(data.identity);
    facts.set(name, { ...facts.get(name), unboundAt });
  },
  "person.assigned": null,
  "person.disabled": null,
  "person.enabled": null,
  "link.issued": null,
  "link.sent": null,
  "link.unsent": null,
  "link.revoked": null,
  "password.changed": null,
  "session.opened": null,
  "session.confirmed": null,
  "session.closed": null,
  "session.ended": null,
  "sessions.ended": null,
  "token.issued": null,
  "token.revoked": null,
  "factor.enrolled": null,
  "factor.renamed": null,
  "factor.removed": null,
  "factor.reset": null,
  "factor-rule.set": null,
  "recovery.renewed": null,
});

const who = (stream: string): string => stream.replace("/", " ");

/** The name of an account at a provider. */
export const accountName = (identityId: string): string => `account ${identityId}`;

type Reached = { readonly level: string; readonly issuer: string | null; readonly since: string };

/** Named by their place among the person's own. */
function reached(facts: Folding["facts"], stream: string, said: Reached): void {
  for (let place = 1; ; place++) {
    const name = `identity ${place} of ${who(stream)}`;
    if (facts.has(name)) continue;
    facts.set(name, said);
    return;
  }
}
