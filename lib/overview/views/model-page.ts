import { z } from "zod";
import { pointerHistory } from "#lib/exposure/views/pointer-history.ts";
import { pageOf } from "#lib/kernel/fields.ts";
import { modelDetail } from "#lib/registry/views/model.ts";
import { versionSummary } from "#lib/registry/views/version.ts";

export const modelPageView = z.object({
  model: modelDetail.extend({
    /** Whether compliance ever confirmed an assessment of its tier. */
    tierConfirmed: z.boolean(),
  }),
  /** Newest first. */
  versions: pageOf(versionSummary),
  pointers: z.array(pointerHistory),
});
export type ModelPageView = z.infer<typeof modelPageView>;
