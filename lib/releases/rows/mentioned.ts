import { activeAmong } from "#lib/access/rows/active-person.ts";
import type { Tx } from "#lib/db/client.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

/** The people whom a post names: active members of this workspace, each of whom may read its releases. */
export async function mentionedIn(
  tx: Tx,
  ids: readonly string[],
): Promise<Result<Readonly<Record<string, string>>, Refusal>> {
  const here = await activeAmong(tx, ids);
  return ids.every((id) => here.has(id))
    ? ok(Object.fromEntries(here))
    : refuse("invalid", "mention-unknown", "A person named here is not an active person of this workspace.", {
        field: "mentions",
      });
}
