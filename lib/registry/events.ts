import { z } from "zod";
import type { Catalogue } from "#lib/kernel/event-catalogue.ts";
import { count, digestText, named } from "#lib/kernel/event-fields.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { TIERS } from "./tier.ts";

/** Events of the registry: models, artifacts, versions, their cards and their evaluations. */
export const registryEvents = {
  "model.created": {
    data: z.object({
      name: z.string(),
      /** The tier that counts until an assessment is proposed. */
      riskTier: z.enum(TIERS),
      /** What its creator declared. Before there were assessments, that was the tier. */
      declared: z.enum(TIERS).exactOptional(),
      ownerId: named,
    }),
  },
  "artifact.stored": {
    data: z.object({
      size: count,
      mediaType: z.string(),
      /** Whether it was already stored. */
      again: z.boolean(),
    }),
  },
  "version.registered": {
    data: z.object({
      model: z.string(),
      number: ordinal,
      digest: digestText,
      files: count,
      codeCommit: z.string(),
      cardDigest: digestText,
      parent: ordinal.exactOptional(),
      /** The earlier versions whose files it has without naming them as its parent. Earlier entries did not look. */
      origins: z.array(z.object({ version: named, digest: digestText, files: count })).exactOptional(),
      /** Everyone who uploaded one of its files, by hand or through a token. */
      uploadedBy: z.array(named).exactOptional(),
    }),
  },
  /** A release of it was opened. In the stream of its digest, which lists every one. */
  "version.offered": {
    data: z.object({
      model: z.string(),
      version: ordinal,
      release: named,
      number: ordinal,
      /** Releases of the same digest from before they were listed. */
      unlisted: z.array(named),
    }),
  },
  "card.revised": {
    data: z.object({ model: z.string(), version: ordinal, revision: ordinal, digest: digestText }),
  },
  "evaluation.reported": {
    data: z.object({
      model: z.string(),
      version: ordinal,
      pipeline: z.string(),
      dataset: z.string(),
      rows: count,
      /** Measured values as decimal strings, by metric. */
      metrics: z.record(z.string(), z.string().nullable()),
    }),
  },
} as const satisfies Catalogue;
