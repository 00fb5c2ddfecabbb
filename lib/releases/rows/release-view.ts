import { z } from "zod";
import { SECTIONS } from "#lib/councils/sections.ts";
import { VERDICT_DECISIONS } from "#lib/councils/signature.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { measuredMetric, metricDelta } from "#lib/registry/evaluation.ts";
import { RELEASE_STATES } from "#lib/releases/release.ts";
import type { ReleaseSections } from "#lib/releases/sections.ts";

const section = z.enum(SECTIONS);
const seat = z.enum(FUNCTIONS);
const why = z.string().nullable();

const verdict = z.object({
  id: z.string(),
  round: z.number(),
  decision: z.enum(VERDICT_DECISIONS),
  signerName: z.string(),
  comment: z.string(),
  meaning: z.string(),
  method: z.string(),
  signedAt: z.string(),
  subjectDigest: z.string(),
  counts: z.boolean(),
  /** Why it does not count; null where it does. */
  because: z.enum(["replaced", "changed", "not-entitled"]).nullable(),
  changedSections: z.array(section),
});

const comparedMetric = metricDelta.extend({
  base: z.number().nullable(),
  candidate: z.number().nullable(),
  n: z.number(),
});

/** Everything a reviewer decides on, in one answer. */
export const releaseView = z.object({
  number: z.number(),
  id: z.string(),
  state: z.enum(RELEASE_STATES),
  round: z.number(),
  changeClass: z.string(),
  tier: z.string(),
  author: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.string(),
  roundOpenedAt: z.string(),
  dueAt: z.string().nullable(),
  approvedAt: z.string().nullable(),
  validUntil: z.string().nullable(),
  subjectDigest: z.string(),
  sections: z.custom<ReleaseSections>((value) => typeof value === "object"),
  sectionDigests: z.record(section, z.string()),
  council: z.object({
    met: z.number(),
    approved: z.boolean(),
    seats: z.array(
      z.object({
        function: seat,
        min: z.number(),
        state: z.enum(["met", "objected", "stale", "waiting"]),
        signs: z.array(section),
        verdicts: z.array(verdict),
        /** People who may fill it. */
        candidates: z.array(z.string()),
      }),
    ),
  }),
  contributors: z.array(z.object({ personId: z.string(), name: z.string(), because: z.string() })),
  rounds: z.array(
    z.object({
      round: z.number(),
      openedAt: z.string(),
      openedBy: z.string(),
      changedSections: z.array(section),
    }),
  ),
  /** How the candidate compares with the live version, from a report bound to its artifact. */
  comparison: z
    .object({
      pipeline: z.string(),
      dataset: z.string(),
      rows: z.number(),
      metrics: z.array(comparedMetric),
      slices: z.array(
        z.object({ slice: z.record(z.string(), z.string()), n: z.number(), metrics: z.array(metricDelta) }),
      ),
    })
    .nullable(),
  /** How the candidate was measured, compared or not. */
  evaluation: z
    .object({
      pipeline: z.string(),
      dataset: z.string(),
      rows: z.number(),
      metrics: z.array(measuredMetric),
    })
    .nullable(),
  card: z.object({ candidate: z.string(), base: z.string().nullable(), revision: z.number() }),
  data: z.object({
    datasets: z.array(
      z.object({ name: z.string(), digest: z.string(), change: z.enum(["same", "added", "removed"]) }),
    ),
    columns: z.array(
      z.object({
        name: z.string(),
        type: z.string(),
        change: z.enum(["same", "added", "removed", "retyped"]),
      }),
    ),
  }),
  checks: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      status: z.enum(["pass", "fail", "hold"]),
      message: z.string(),
      resolution: z.object({ action: z.string(), href: z.string() }).optional(),
    }),
  ),
  rollout: z.object({ number: z.number(), state: z.string() }).nullable(),
  /** The history, newest first, each event with its place in the audit log. */
  events: z.array(
    z.object({
      uid: z.string(),
      index: z.number().nullable(),
      action: z.string(),
      at: z.string(),
      actor: z.string(),
      round: z.number().nullable(),
      seat: why,
      decision: why,
      changed: z.array(z.string()),
      reason: why,
    }),
  ),
  /** What the reader may do now; where not, the reason as a sentence. */
  mine: z.object({
    seats: z.array(
      z.object({
        function: seat,
        whyNot: why,
        /** The reader's own latest verdict for it. */
        signed: z
          .object({
            decision: z.enum(VERDICT_DECISIONS),
            at: z.string(),
            counts: z.boolean(),
            /** The sections that changed since they signed, where the verdict no longer counts because of it. */
            changed: z.array(section),
          })
          .nullable(),
      }),
    ),
    whyNotSubmit: why,
    whyNotEdit: why,
    whyNotWithdraw: why,
    whyNotStart: why,
  }),
});
export type ReleaseView = z.infer<typeof releaseView>;
