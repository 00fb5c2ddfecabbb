import { draftKeyOf } from "#lib/crypto/draft-key.ts";
import { env } from "#lib/env.ts";
import type { Caller } from "#lib/kernel/caller.ts";

/** Whose drafts a page may read and keep in the browser: one person's, in one workspace. */
export function draftOwner({ id, workspaceId }: Caller): { id: string; key: string } {
  const owner = `${workspaceId}.${id}`;
  return { id: owner, key: draftKeyOf(env().SECRET, owner) };
}
