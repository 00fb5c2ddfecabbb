import { createPointer } from "#lib/exposure/commands/create-pointer.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { digestOfBytes } from "#lib/kernel/digest.ts";
import { createModel } from "#lib/registry/commands/create-model.ts";
import { registerVersion } from "#lib/registry/commands/register-version.ts";
import { reportEvaluation } from "#lib/registry/commands/report-evaluation.ts";
import { reviseCard } from "#lib/registry/commands/revise-card.ts";
import { storeArtifact } from "#lib/registry/commands/store-artifact.ts";
import type { EvaluationContent } from "#lib/registry/evaluation.ts";
import type { Person, TestWorkspace } from "#lib/testing/worlds/workspace.ts";

export const digestOf = (text: string): Digest => digestOfBytes(new TextEncoder().encode(text));

/** A model with one pointer, `production`. */
export async function addModel(here: TestWorkspace, owner: Person, name = "flight-delay", riskTier = "high") {
  const model = {
    name,
    title: `The ${name} model`,
    purpose: `Says what ${name} is for.`,
    intendedUse: "Planning on the day.",
    riskTier,
    ownerId: owner.id,
  };
  const { modelId } = await here.make(createModel, model, owner);
  const { pointerId } = await here.make(createPointer, { model: name, name: "production" }, owner);
  return { name, modelId, pointerId };
}

/** Registers the next version, of files whose content is `bits`. */
export async function addVersion(
  here: TestWorkspace,
  author: Person,
  version: { model: string; bits: string; paths?: readonly string[]; parent?: number; card?: string },
) {
  const {
    model,
    bits,
    paths = ["weights.json"],
    parent,
    card = `# ${bits.slice(0, 80)}\n\n## Intended use\n\nTests.`,
  } = version;
  const file = { digest: digestOf(bits), size: bits.length };
  await here.make(storeArtifact, { ...file, mediaType: "application/json" }, author);
  const input = {
    model,
    manifest: paths.map((path) => ({ ...file, path })),
    codeCommit: "3be91c0",
    trainingRun: "run-1",
    datasets: [{ name: "flights-2001-01", digest: digestOf("january"), rows: 150_000 }],
    schema: [{ name: "distance", type: "integer", unit: "mi", role: "input", description: "Distance flown" }],
    influence: [{ feature: "hour", share: 0.41 }],
    ...(parent ? { parent } : {}),
    description: `Made of ${bits.slice(0, 80)}.`,
    card,
  };
  return here.make(registerVersion, input, author);
}

/** A report of one pipeline over a version, with one metric, two slices and, where `base` is given, a comparison. */
export function addReport(
  here: TestWorkspace,
  author: Person,
  of: {
    model: string;
    version: number;
    digest: string;
    logLoss: number;
    base?: { version: number; digest: string };
  },
) {
  const { logLoss, base } = of;
  const metric = { metric: "log-loss", better: "lower" as const, method: "Student" };
  const measured = { ...metric, value: logLoss, lower: logLoss - 0.01, upper: logLoss + 0.01 };
  const delta = { ...metric, difference: -0.02, lower: -0.03, upper: -0.01 };
  const unknown = { ...metric, value: null, lower: null, upper: null, reason: "n 7 is under 100" };
  const slice = { distance: "under 400 mi", partOfDay: "Night" };
  const content: EvaluationContent = {
    rows: 60_000,
    metrics: [measured],
    slices: [
      { slice, n: 6_100, metrics: [measured] },
      { slice: { distance: "over 1,600 mi", partOfDay: "Night" }, n: 7, metrics: [unknown] },
    ],
    calibration: [{ lower: 0, upper: 0.5, n: 60_000, confidence: 0.21, observed: 0.23 }],
    comparisons: base
      ? [
          {
            against: { ...base, digest: base.digest as Digest },
            metrics: [delta],
            slices: [{ slice, n: 6_100, metrics: [delta] }],
          },
        ]
      : [],
  };
  const report = {
    model: of.model,
    version: of.version,
    subjectDigest: of.digest,
    pipeline: "nightly",
    dataset: { name: "flights-2001-02", digest: digestOf("february") },
    codeCommit: "feed00d",
    content,
  };
  return here.make(reportEvaluation, report, author);
}

/** Two models, of which `flight-delay` has two versions with a report each, a revised card and a second pointer. */
export async function registryStory(here: TestWorkspace) {
  const jonas = await here.person("Jonas Lindqvist", ["data-scientist"]);
  const priya = await here.person("Priya Nair", ["data-scientist"]);
  const viewer = await here.person("Vera Viewer", ["viewer"]);
  const ids = await addModel(here, jonas);
  await addModel(here, priya, "crew-pairing", "critical");
  const model = "flight-delay";
  const first = await addVersion(here, jonas, { model, bits: "one" });
  const second = await addVersion(here, jonas, { model, bits: "two", parent: 1 });
  const base = { version: 1, digest: first.digest };
  await addReport(here, priya, { model, version: 1, digest: first.digest, logLoss: 0.53 });
  await addReport(here, priya, { model, version: 2, digest: second.digest, logLoss: 0.51, base });
  await here.make(reviseCard, { model, version: 2, basedOn: 1, markdown: "# two, better" }, priya);
  await here.make(createPointer, { model, name: "production@eu" }, jonas);
  return { jonas, priya, viewer, ids, versions: [first, second] };
}
