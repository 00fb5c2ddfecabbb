import { z } from "zod";
import { LINK_WAYS } from "#lib/access/credential-link.ts";
import { IDENTITY_LEVELS } from "#lib/access/identity-level.ts";
import { FACTOR_KINDS } from "#lib/access/second-factor.ts";
import { pageOf } from "#lib/kernel/fields.ts";
import { person } from "./person.ts";

export const PERSON_STATES = ["invited", "joined", "disabled"] as const;
export type PersonState = (typeof PERSON_STATES)[number];

/** The newest link of a person that was not used. */
export const openLink = z.object({
  via: z.enum(LINK_WAYS),
  issuedAt: z.string(),
  expiresAt: z.string(),
  /** Revoked, or over by its time. */
  over: z.boolean(),
  sentAt: z.string().nullable(),
  /** Why it could not be mailed. */
  trouble: z.string().nullable(),
  /** Whether no further try to mail it follows. */
  gaveUp: z.boolean(),
});
export type OpenLink = z.infer<typeof openLink>;

export const listedPerson = person.extend({
  state: z.enum(PERSON_STATES),
  /** When they redeemed their invitation; null until then. */
  joinedAt: z.string().nullable(),
  /** How their present credential reached them. */
  level: z.enum(IDENTITY_LEVELS).nullable(),
  link: openLink.nullable(),
  disabledAt: z.string().nullable(),
  /** Valid sessions of this workspace. */
  openSessions: z.number(),
  lastSeenAt: z.string().nullable(),
  /** The kinds of the person's second factors, each once. */
  factors: z.array(z.enum(FACTOR_KINDS)),
});
export type ListedPerson = z.infer<typeof listedPerson>;

export const personListView = pageOf(listedPerson);
