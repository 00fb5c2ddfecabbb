import { z } from "zod";
import { TOKEN_STATES } from "#lib/access/token.ts";
import { pageOf } from "#lib/kernel/fields.ts";

export const listedToken = z.object({
  id: z.string(),
  name: z.string(),
  /** The first characters of the secret, to recognise it by. */
  prefix: z.string(),
  scopes: z.array(z.string()),
  /** As whom it sends evidence, and the one pointer it may do so for (null: every pointer); null where it names no source. */
  source: z.object({ name: z.string(), pointer: z.string().nullable() }).nullable(),
  createdBy: z.string(),
  /** Who answers for what it does, besides its maker; null for a token of the installation from before. */
  responsible: z.string().nullable(),
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  state: z.enum(TOKEN_STATES),
});
export type ListedToken = z.infer<typeof listedToken>;

export const tokenListView = pageOf(listedToken);
