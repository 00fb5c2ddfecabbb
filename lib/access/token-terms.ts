import { type Digest, digestOfJson } from "#lib/kernel/digest.ts";

/** What somebody asks a new service token to be. */
export type TokenAsked = {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresInDays: number;
  readonly responsibleId?: string | undefined;
  readonly source?: { readonly name: string; readonly pointer?: string | undefined } | undefined;
};

/**
 * What a proof of presence for issuing a token is bound to: all that the token may do, as whom and for how long. Bound
 * to its name alone, a proof for a token that reads could be spent on one that deploys.
 */
export const tokenTerms = ({ name, scopes, expiresInDays, responsibleId, source }: TokenAsked): Digest =>
  digestOfJson({
    v: 1,
    name: name.trim(),
    scopes: [...new Set(scopes)].sort(),
    expiresInDays,
    ...(responsibleId ? { responsibleId } : {}),
    ...(source
      ? { source: { name: source.name, ...(source.pointer ? { pointer: source.pointer } : {}) } }
      : {}),
  });
