import { z } from "zod";
import { FACTOR_KINDS } from "#lib/access/second-factor.ts";
import { pageOf } from "#lib/kernel/fields.ts";
import { person } from "./person.ts";

export const listedPerson = person.extend({
  joinedAt: z.string(),
  disabledAt: z.string().nullable(),
  /** Valid sessions of this workspace. */
  openSessions: z.number(),
  lastSeenAt: z.string().nullable(),
  /** The kinds of the person's second factors, each once. */
  factors: z.array(z.enum(FACTOR_KINDS)),
});
export type ListedPerson = z.infer<typeof listedPerson>;

export const personListView = pageOf(listedPerson);
