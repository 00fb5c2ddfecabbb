import { z } from "zod";
import type { Catalogue } from "#lib/kernel/event-catalogue.ts";
import { moment, named } from "#lib/kernel/event-fields.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { FINDING_SEVERITIES } from "#lib/policy/dossier.ts";

const finding = { finding: named, number: ordinal, model: z.string() };
const closed = {
  data: z.object(finding),
  details: z.object({ reason: z.string() }),
  decisive: true,
} as const;

/** Events of a finding, in the stream of its model. */
export const findingEvents = {
  "finding.opened": {
    data: z.object({
      ...finding,
      version: ordinal.nullable(),
      severity: z.enum(FINDING_SEVERITIES),
      owner: named,
      dueAt: moment,
      metric: z.string().nullable(),
      slice: z.string().nullable(),
    }),
    details: z.object({
      title: z.string(),
      hypothesis: z.string(),
      names: z.record(z.string(), z.string()),
    }),
  },
  "finding.resolved": closed,
  "finding.accepted": closed,
} as const satisfies Catalogue;
