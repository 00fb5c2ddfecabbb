import { z } from "zod";
import { FUNCTIONS, ROLES } from "#lib/kernel/caller.ts";
import type { Catalogue } from "#lib/kernel/event-catalogue.ts";
import { count, digestText, moment, named } from "#lib/kernel/event-fields.ts";
import { LINK_PURPOSES, LINK_WAYS } from "./credential-link.ts";
import { FACTOR_KINDS, FACTOR_RULES } from "./second-factor.ts";

const none = z.object({});
const roles = z.array(z.enum(ROLES));
const functions = z.array(z.enum(FUNCTIONS));
const granting = { function: z.enum(FUNCTIONS) };
const factor = { factor: named, kind: z.enum(FACTOR_KINDS) };
const because = z.object({ reason: z.string() });
/** How a link reached its person. Older links, which do not say so, were handed over. */
const way = z.enum(LINK_WAYS).exactOptional();

/** What everybody does every day: signing in and out. */
export const SIGN_INS = ["session.opened", "session.confirmed", "session.closed"] as const;

/** Events of people, sessions, factors and tokens. */
export const accessEvents = {
  "person.invited": {
    /** `functions` were granted by invitations until links replaced first passwords. */
    data: z.object({ roles, functions: functions.exactOptional() }),
    details: z.object({ person: z.object({ name: z.string(), email: z.string() }) }),
  },
  "person.assigned": {
    data: z.object({ roles, functions, rolesBefore: roles, functionsBefore: functions }),
  },
  "function.proposed": { data: z.object(granting), details: because },
  "function.confirmed": {
    data: z.object({
      ...granting,
      /** From when its holder may sign for it. */
      effectiveAt: moment,
      /** The waiting time of the policy then in force. */
      waitHours: count,
      /** One half of a founding: it counts once its holder has confirmed the confirmer's function, too. */
      founding: z.literal(true).exactOptional(),
      /** Of a founding: an act counted for everybody behind its account. Earlier versions counted it for the account alone. */
      hands: z.literal(true).exactOptional(),
    }),
  },
  "function.declined": { data: z.object(granting), details: because },
  "function.removed": { data: z.object(granting), details: because },
  "signing.consented": {
    data: z.object({
      /** When the credential or factor was renewed that the consent covers; a later one needs another consent. */
      since: moment,
      /** When the wait would have ended without it. */
      until: moment,
      /** An act counted for everybody behind its account. Earlier versions counted it for the account alone. */
      hands: z.literal(true).exactOptional(),
    }),
    details: because,
  },
  "person.disabled": { data: none, details: because },
  "person.enabled": { data: none, details: because },
  "link.issued": {
    data: z.object({ link: named, purpose: z.enum(LINK_PURPOSES), expiresAt: moment, via: way }),
    details: z.object({
      reason: z.string().exactOptional(),
      /** The address it is bound to. */
      to: z.object({ email: z.string() }).exactOptional(),
    }),
  },
  "link.sent": { data: z.object({ link: named }) },
  "link.unsent": {
    /** `final`: no other try follows, and the secret is deleted. */
    data: z.object({ link: named, final: z.literal(true).exactOptional() }),
    details: z.object({ trouble: z.string() }),
  },
  "link.revoked": { data: z.object({ link: named }), details: because },
  "link.redeemed": {
    data: z.object({
      link: named,
      sessionsEnded: count,
      purpose: z.enum(LINK_PURPOSES).exactOptional(),
      via: way,
      /** Who issued it: a person, or a part of the system. */
      issuer: named.exactOptional(),
    }),
  },
  "notice.sent": { data: z.object({ event: named }) },
  "notice.unsent": { data: z.object({ event: named }), details: z.object({ trouble: z.string() }) },
  "password.changed": { data: z.object({ sessionsEnded: count }) },
  "session.opened": {
    /** The account at a provider through which it was opened. */
    data: z.object({ identity: named.exactOptional() }),
    details: z.object({ from: z.object({ address: z.string(), userAgent: z.string() }) }),
  },
  "session.confirmed": { data: z.object({ method: z.enum([...FACTOR_KINDS, "recovery"]) }) },
  "session.closed": { data: none },
  "session.ended": { data: none },
  "sessions.ended": { data: z.object({ count }) },
  "token.issued": {
    data: z.object({
      name: z.string(),
      scopes: z.array(z.string()),
      prefix: z.string(),
      expiresAt: moment,
      /** Who answers for what it does, besides its issuer; in earlier entries the issuer alone. */
      responsible: named.exactOptional(),
      /** As whom it sends evidence, and the one pointer it may do so for. */
      source: z
        .object({
          name: named,
          pointer: z.object({ id: named, model: z.string(), name: z.string() }).exactOptional(),
        })
        .exactOptional(),
    }),
  },
  "token.handed-over": { data: z.object({ responsible: named, before: named.nullable() }) },
  "token.revoked": { data: none, details: z.object({ reason: z.string().exactOptional() }) },
  "factor.enrolled": {
    data: z.object({
      ...factor,
      /** Digest of the passkey's public key. */
      key: digestText.exactOptional(),
      /** How many recovery codes were created with it. */
      recoveryCodes: count.exactOptional(),
    }),
    details: z.object({ factor: z.object({ name: z.string() }) }),
  },
  "factor.renamed": {
    data: z.object(factor),
    details: z.object({ factor: z.object({ name: z.string(), before: z.string() }) }),
  },
  "factor.removed": {
    data: z.object(factor),
    details: z.object({ factor: z.object({ name: z.string() }) }),
  },
  "factor.reset": { data: z.object({ factors: z.array(named) }), details: because },
  "identity.bound": {
    data: z.object({
      identity: named,
      issuer: z.string(),
      via: z.enum(["account", "link"]),
      /** The link that was spent on it; from then on the provider stands for the password. */
      link: named.exactOptional(),
      sessionsEnded: count.exactOptional(),
    }),
    // Who somebody is at a provider is theirs: the leaf commits to it, and it can be erased.
    details: z.object({ identity: z.object({ subject: z.string() }) }),
  },
  "identity.unbound": {
    data: z.object({ identity: named, sessionsEnded: count }),
    details: z.object({ reason: z.string().exactOptional() }),
  },
  "factor-rule.set": { data: z.object({ rule: z.enum(FACTOR_RULES), before: z.enum(FACTOR_RULES) }) },
  "recovery.renewed": { data: z.object({ recoveryCodes: count }) },
} as const satisfies Catalogue;
