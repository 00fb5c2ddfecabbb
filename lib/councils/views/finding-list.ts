import { z } from "zod";
import { FINDING_STATES } from "#lib/councils/finding.ts";
import { FINDING_SEVERITIES } from "#lib/policy/dossier.ts";

const named = z.object({ id: z.string(), name: z.string() });

const finding = z.object({
  number: z.number(),
  /** The version it is of; null for all of the model. */
  version: z.number().nullable(),
  title: z.string(),
  hypothesis: z.string(),
  severity: z.enum(FINDING_SEVERITIES),
  state: z.enum(FINDING_STATES),
  owner: named,
  dueAt: z.string(),
  overdue: z.boolean(),
  metric: z.string().nullable(),
  slice: z.string().nullable(),
  openedBy: z.string(),
  openedAt: z.string(),
  /** Who closed it, when and why; null while it is open. */
  closed: z.object({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
  whyNotResolve: z.string().nullable(),
  whyNotAccept: z.string().nullable(),
});
export type FindingView = z.infer<typeof finding>;

/** The findings of a model: open ones by severity and age, then those that were closed. */
export const findingListView = z.object({
  model: z.string(),
  open: z.array(finding),
  closed: z.array(finding),
  /** Who could own one; nobody where the reader opens none. */
  owners: z.array(named),
  whyNotOpen: z.string().nullable(),
});
export type FindingListView = z.infer<typeof findingListView>;
