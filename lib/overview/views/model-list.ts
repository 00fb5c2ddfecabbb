import { z } from "zod";
import { liveOn } from "#lib/exposure/views/live-on.ts";
import { pageOf } from "#lib/kernel/fields.ts";
import { modelHead } from "#lib/registry/views/model.ts";

export const listedModel = modelHead.extend({
  /** Whether compliance ever confirmed an assessment of its tier. */
  tierConfirmed: z.boolean(),
  /** Every pointer, including those where nothing is live yet. */
  pointers: z.array(liveOn),
  /** When a version, card or report was last recorded, or a pointer last moved. */
  lastActivityAt: z.string(),
});
export type ListedModel = z.infer<typeof listedModel>;

/** `owners` are all owners of models here, to filter by. */
export const modelListView = pageOf(listedModel).extend({ owners: z.array(modelHead.shape.owner) });
