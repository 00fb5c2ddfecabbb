import { z } from "zod";
import { liveOn } from "#lib/exposure/views/live-on.ts";
import { cardRevision, cardText } from "#lib/registry/views/card.ts";
import { modelHead } from "#lib/registry/views/model.ts";
import { reportDetail, reportSummary } from "#lib/registry/views/report.ts";
import { personOfVersion, sharedFiles, versionDetail } from "#lib/registry/views/version.ts";

export const versionPageView = z.object({
  model: modelHead.pick({ name: true, title: true, tier: true }).extend({ owner: z.string() }),
  version: versionDetail,
  /** The earlier versions whose files it has without naming them as its parent. */
  origins: z.array(sharedFiles),
  card: cardText,
  revisions: z.array(cardRevision),
  /** Every report bound to the version, newest first, without slices. */
  reports: z.array(reportSummary),
  /** The requested report, or the latest, in full. */
  report: reportDetail.nullable(),
  /** Every pointer of the model, to say where this version is live and what it would replace. */
  pointers: z.array(liveOn),
  /** The other versions of the model, newest first. */
  others: z.array(z.number()),
  people: z.array(personOfVersion),
});
export type VersionPageView = z.infer<typeof versionPageView>;
