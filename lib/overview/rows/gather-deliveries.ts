import type { Tx } from "#lib/db/client.ts";
import { wantsKind } from "#lib/overview/webhook.ts";
import { aboutEvent } from "./about-event.ts";

/** How many leaves of the log one turn reads for a webhook. */
const LEAVES_MAX = 500;

type Following = { id: string; kinds: string[]; modelId: string | null; nextLeaf: string };
type Entry = { eventId: string; action: string; stream: string; data: unknown; leaf: string };
type Gathering = { readonly workspaceId: string; readonly now: Date };

/**
 * Queues what the log has for each webhook since it looked last. The place it got to moves in the same transaction, so
 * whoever dies in the middle queued nothing, and nobody queues anything twice. Returns whether there is more.
 */
export async function gatherDeliveries(tx: Tx, { workspaceId, now }: Gathering): Promise<boolean> {
  const webhooks = await tx.$queryRaw<Following[]>`
    SELECT id::text, kinds, model_id::text AS "modelId", next_leaf::text AS "nextLeaf" FROM webhook
    WHERE disabled_at IS NULL ORDER BY id FOR UPDATE SKIP LOCKED`;
  if (webhooks.length === 0) return false;
  const [log] = await tx.$queryRaw<{ size: string }[]>`
    SELECT coalesce(max(idx) + 1, 0)::text AS size FROM audit_leaf`;
  const size = Number(log?.size ?? 0);
  let more = false;
  for (const webhook of webhooks) {
    const from = Number(webhook.nextLeaf);
    const to = Math.min(size, from + LEAVES_MAX);
    if (to <= from) continue;
    more ||= to < size;
    const wanted = await wantedOf(tx, webhook, { from, to });
    await tx.$executeRaw`
      INSERT INTO webhook_delivery (webhook_id, event_id, workspace_id, leaf, state, tries, queued_at, next_at)
      SELECT ${webhook.id}::uuid, event_id, ${workspaceId}::uuid, leaf, 'due', 0, ${now}::timestamptz, ${now}::timestamptz
      FROM unnest(${wanted.map(({ eventId }) => eventId)}::uuid[], ${wanted.map(({ leaf }) => leaf)}::bigint[])
        AS wanted (event_id, leaf)
      ON CONFLICT DO NOTHING`;
    await tx.$executeRaw`UPDATE webhook SET next_leaf = ${to}::bigint WHERE id = ${webhook.id}::uuid`;
  }
  return more;
}

type Leaves = { readonly from: number; readonly to: number };

async function wantedOf(tx: Tx, { kinds, modelId }: Following, { from, to }: Leaves): Promise<Entry[]> {
  const entries = await tx.$queryRaw<Entry[]>`
    SELECT event.uid::text AS "eventId", event.action, event.stream, event.view -> 'data' AS data, leaf.idx::text AS leaf
    FROM audit_leaf leaf JOIN audit_event event ON event.id = leaf.event_id
    WHERE leaf.idx >= ${from}::bigint AND leaf.idx < ${to}::bigint ORDER BY leaf.idx`;
  const ofKind = entries.filter(({ action }) => wantsKind(kinds, action));
  if (modelId === null) return ofKind;
  const ofModel: Entry[] = [];
  for (const entry of ofKind) if ((await aboutEvent(tx, entry)).modelId === modelId) ofModel.push(entry);
  return ofModel;
}
