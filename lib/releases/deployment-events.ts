import { z } from "zod";
import type { Catalogue } from "#lib/kernel/event-catalogue.ts";
import { digestText, named } from "#lib/kernel/event-fields.ts";
import { ordinal } from "#lib/kernel/fields.ts";

/** What pipelines were allowed to deploy behind a pointer. */
export const deploymentEvents = {
  "deployment.allowed": {
    data: z.object({
      /** The id of this answer, by which its receipt is found. */
      deployment: named,
      /** The flag key of the pointer. */
      pointer: z.string(),
      release: ordinal,
      round: ordinal,
      subject: digestText,
      /** The digest of the version's manifest. */
      artifact: digestText,
    }),
  },
} as const satisfies Catalogue;
