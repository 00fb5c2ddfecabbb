import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import { liveOnPointers } from "#lib/exposure/rows/live-on-pointers.ts";
import type { LiveOn } from "#lib/exposure/views/live-on.ts";
import { ok } from "#lib/kernel/result.ts";
import { filteredModels, TIER_CONFIRMED } from "#lib/overview/rows/filtered-models.ts";
import { type ModelFilter, modelFilter } from "#lib/overview/views/model-filter.ts";
import { type ListedModel, modelListView } from "#lib/overview/views/model-list.ts";

/** The catalogue of models, by name. `cursor` is the name of the last model seen. */
export const modelList = defineQuery({
  name: "model-list",
  permission: "registry:read",
  summary: "List the models",
  input: modelFilter,
  output: modelListView,

  async load(tx, filter) {
    const [rows, allOwners] = await Promise.all([listed(tx, filter), owners(tx)]);
    const page = rows.slice(0, filter.limit);
    const live = await liveOnPointers(
      tx,
      page.map((row) => row.id),
    );
    const items = page.map(({ ownerId, ownerName, lastActivityAt, ...row }) => ({
      ...row,
      owner: { id: ownerId, name: ownerName },
      pointers: live.filter((one) => one.modelId === row.id).map(withoutModel),
      lastActivityAt: lastActivityAt.toISOString(),
    }));
    const nextCursor = rows.length > filter.limit ? items.at(-1)!.name : null;
    return ok({ items, nextCursor, owners: allOwners });
  },
});

type Row = Omit<ListedModel, "owner" | "pointers" | "lastActivityAt"> & {
  ownerId: string;
  ownerName: string;
  lastActivityAt: Date;
};

/** One more than a page holds, to know whether there is a next one. */
const listed = (tx: Tx, filter: ModelFilter) => tx.$queryRaw<Row[]>`
  SELECT model.id::text, model.name, model.title, model.purpose, model.risk_tier AS tier,
         ${TIER_CONFIRMED} AS "tierConfirmed",
         model.last_version AS versions, model.owner_id::text AS "ownerId", owner.name AS "ownerName",
         greatest(model.created_at, recorded.at, moved.at) AS "lastActivityAt"
  FROM model JOIN person owner ON owner.id = model.owner_id
  LEFT JOIN LATERAL (SELECT occurred_at AS at FROM audit_event WHERE stream = 'model/' || model.id
                     ORDER BY stream_seq DESC LIMIT 1) recorded ON true
  LEFT JOIN LATERAL (SELECT max(e.at) AS at FROM exposure e
                     JOIN pointer p ON p.id = e.pointer_id WHERE p.model_id = model.id) moved ON true
  WHERE ${filteredModels(filter)}
  ORDER BY model.name LIMIT ${filter.limit + 1}`;

const withoutModel = ({ modelId: _, ...rest }: LiveOn & { modelId: string }): LiveOn => rest;

const OWNERS_MAX = 200;

const owners = (tx: Tx) =>
  tx.$queryRaw<ListedModel["owner"][]>`
    SELECT id::text, name FROM person WHERE EXISTS (SELECT FROM model WHERE owner_id = person.id)
    ORDER BY name LIMIT ${OWNERS_MAX}`;
