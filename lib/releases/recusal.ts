import type { Signable } from "#lib/councils/signable.ts";
import { type Digest, digestOfJson } from "#lib/kernel/digest.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

/** What a proof of presence for recusing oneself is bound to: this person and this release. */
export const recusalDigest = (personId: string, subjectDigest: string): Digest =>
  digestOfJson({ recuses: personId, subject: subjectDigest });

/** Whether somebody may recuse themselves: once, and for good. */
export const mayRecuse = (personId: string, { recused }: Pick<Signable, "recused">): Result<null, Refusal> =>
  recused?.has(personId)
    ? refuse("conflict", "already-recused", "You recused yourself from this release already.")
    : ok(null);

/** The subject without this person's part in the sign-off. */
export const withRecused = <T extends Pick<Signable, "recused">>(subject: T, personId: string): T => ({
  ...subject,
  recused: new Set([...(subject.recused ?? []), personId]),
});
