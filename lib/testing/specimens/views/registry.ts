import type { z } from "zod";
import { evaluationContent, measuredMetric, metricDelta } from "#lib/registry/evaluation.ts";
import { artifactStorageView } from "#lib/registry/views/artifact-storage.ts";
import { changedFile, fileChangesView } from "#lib/registry/views/file-changes.ts";
import { reportDetail, reportSummary } from "#lib/registry/views/report.ts";
import { versionDetail, versionSummary } from "#lib/registry/views/version.ts";
import { versionFilesView } from "#lib/registry/views/version-files.ts";

/** A digest of one repeated hex digit. */
export const digestOf = (digit: string) => `sha256:${digit.repeat(64)}` as const;

/** The registry pages' views, as their queries answer them. Parsed, so that none can drift. */
export const metric = (changed: Partial<z.input<typeof measuredMetric>> = {}) =>
  measuredMetric.parse({
    metric: "log-loss",
    better: "lower",
    value: 0.51,
    lower: 0.5,
    upper: 0.52,
    method: "Student",
    ...changed,
  });

export const delta = (changed: Partial<z.input<typeof metricDelta>> = {}) =>
  metricDelta.parse({
    metric: "log-loss",
    better: "lower",
    difference: -0.02,
    lower: -0.03,
    upper: -0.01,
    method: "paired rows",
    ...changed,
  });

export const content = (changed: Partial<z.input<typeof evaluationContent>> = {}) =>
  evaluationContent.parse({
    rows: 60_000,
    metrics: [metric()],
    slices: [{ slice: { origin: "JFK" }, n: 900, metrics: [metric({ value: 0.48 })] }],
    calibration: [{ lower: 0, upper: 0.5, n: 60_000, confidence: 0.21, observed: 0.23 }],
    comparisons: [
      {
        against: { version: 1, digest: digestOf("1") },
        metrics: [delta()],
        slices: [
          { slice: { distance: "short", partOfDay: "Night" }, n: 6_100, metrics: [delta()] },
          { slice: { origin: "JFK" }, n: 900, metrics: [delta({ difference: -0.05 })] },
        ],
      },
    ],
    ...changed,
  });

const SUMMARY: z.input<typeof reportSummary> = {
  id: "0197a1c0-0000-7000-8000-000000000011",
  digest: digestOf("e"),
  pipeline: "nightly",
  subjectDigest: digestOf("2"),
  dataset: { name: "flights-2001-02", digest: digestOf("d") },
  codeCommit: "feed00d",
  producedBy: "Priya Nair",
  createdAt: "2026-11-03T08:00:00.000Z",
  rows: 60_000,
  metrics: [metric()],
};

export const report = (changed: Partial<z.input<typeof reportSummary>> = {}) =>
  reportSummary.parse({ ...SUMMARY, ...changed });

export const wholeReport = (changed: Partial<z.input<typeof reportDetail>> = {}) =>
  reportDetail.parse({ ...SUMMARY, content: content(), ...changed });

const REGISTERED = {
  id: "0197a1c0-0000-7000-8000-000000000012",
  number: 2,
  digest: digestOf("2"),
  description: "More trees.",
  codeCommit: "3be91c0aa11bb22cc33",
  registeredBy: "Jonas Lindqvist",
  registeredFrom: "API",
  registeredAt: "2026-11-02T08:00:00.000Z",
} as const;

export const listedVersion = (changed: Partial<z.input<typeof versionSummary>> = {}) =>
  versionSummary.parse({
    ...REGISTERED,
    parent: 1,
    cardRevision: 1,
    reports: 1,
    latestReport: report(),
    ...changed,
  });

const FILES = [
  { path: "model/weights.json", digest: digestOf("a"), size: 1_200_000 },
  { path: "preprocess.py", digest: digestOf("b"), size: 800 },
];

export const versionFiles = (changed: Partial<z.input<typeof versionFilesView>> = {}) =>
  versionFilesView.parse({ items: FILES, nextCursor: null, total: 2, found: 2, ...changed });

export const fileChange = (changed: Partial<z.input<typeof changedFile>> = {}) =>
  changedFile.parse({
    path: "model/weights.json",
    change: "changed",
    before: { digest: digestOf("9"), size: 1_100_000 },
    after: { digest: digestOf("a"), size: 1_200_000 },
    ...changed,
  });

export const fileChanges = (changed: Partial<z.input<typeof fileChangesView>> = {}) =>
  fileChangesView.parse({
    against: 1,
    counts: { added: 0, removed: 0, changed: 1, same: 1 },
    items: [fileChange()],
    nextCursor: null,
    ...changed,
  });

export const version = (changed: Partial<z.input<typeof versionDetail>> = {}) =>
  versionDetail.parse({
    ...REGISTERED,
    files: FILES,
    fileCount: 2,
    fileBytes: 1_200_800,
    lockDigest: digestOf("c"),
    configDigest: null,
    trainingRun: "run-17",
    parent: { number: 1, digest: digestOf("1") },
    datasets: [{ name: "flights-2001-01", digest: digestOf("d"), rows: 150_000 }],
    schema: [{ name: "distance", type: "integer", unit: "mi", role: "input", description: "Distance flown" }],
    influence: [
      { feature: "hour", share: 0.41 },
      { feature: "carrier", share: 0.12 },
    ],
    ...changed,
  });

export const artifactStorage = (changed: Partial<z.input<typeof artifactStorageView>> = {}) =>
  artifactStorageView.parse({ artifacts: 3, usedBytes: 2_500_000, quotaBytes: 100_000_000_000, ...changed });
