import type { EvaluationReport, Slice, TrainedVersion } from "#examples/flight-delay/types.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { registerVersion } from "#lib/registry/commands/register-version.ts";
import { reportEvaluation } from "#lib/registry/commands/report-evaluation.ts";
import { reviseCard } from "#lib/registry/commands/revise-card.ts";
import { storeArtifact } from "#lib/registry/commands/store-artifact.ts";
import type { EvaluationContent } from "#lib/registry/evaluation.ts";
import type { ManifestFile } from "#lib/registry/manifest.ts";
import type { ArtifactStore } from "#lib/storage/artifact-store.ts";
import { comparedWith } from "./compared-with.ts";
import { JONAS, PRIYA } from "./people.ts";
import type { Sitting, Story } from "./story.ts";

export const MODEL = "flight-delay";

/** The digests of the versions registered so far, by number. */
export type Registered = ReadonlyMap<number, Digest>;

/** Jonas registers a trained version. Returns its digest. */
export function registerTrained(
  story: Story,
  store: ArtifactStore,
  trained: TrainedVersion,
): Promise<Digest> {
  return story.sitting(JONAS.email, async (sitting) => {
    const manifest = await storeFiles(sitting, store, trained);
    const digestOf = (path: string) => manifest.find((file) => file.path === path)!.digest;
    const { version, parent, title, summary, trainedOn } = trained;
    const { digest } = await sitting.act(registerVersion, {
      model: MODEL,
      manifest,
      codeCommit: trained.codeSha256,
      lockDigest: digestOf("requirements.lock"),
      configDigest: digestOf("training-config.json"),
      trainingRun: `flight-delay/train v${version}, ${trainedOn.month}, seed ${trainedOn.seed}`,
      datasets: [
        {
          name: trainedOn.name,
          digest: sha256(trainedOn.sha256),
          rows: trainedOn.rows,
          description: `US flights of ${trainedOn.month}, drawn from ${trainedOn.source.file} of ${trainedOn.source.package}`,
        },
      ],
      schema: [...trained.schema.columns],
      influence: [...trained.influence],
      ...(parent === null ? {} : { parent }),
      description: `${title}. ${summary}`,
      card: trained.card,
    });
    return digest as Digest;
  });
}

/** Priya files the evaluation pipeline's measurements of it. */
export async function reportTrained(
  story: Story,
  trained: TrainedVersion,
  registered: Registered,
): Promise<void> {
  const { evaluation, version } = trained;
  await story.sitting(PRIYA.email, async ({ act }) => {
    await act(reportEvaluation, {
      model: MODEL,
      version,
      subjectDigest: registered.get(version)!,
      pipeline: evaluation.pipeline.name,
      dataset: { name: evaluation.dataset.name, digest: sha256(evaluation.dataset.sha256) },
      codeCommit: evaluation.pipeline.codeSha256,
      content: contentOf(evaluation, registered),
    });
  });
}

/** Jonas adds the comparison with the earlier versions to its card, as Priya measured it. */
export async function compareInCard(
  story: Story,
  { version, card, evaluation }: TrainedVersion,
): Promise<void> {
  await story.sitting(JONAS.email, async ({ act }) => {
    const markdown = `${card.trimEnd()}\n\n${comparedWith(evaluation)}`;
    await act(reviseCard, { model: MODEL, version, basedOn: 1, markdown });
  });
}

async function storeFiles(
  { act, caller }: Sitting,
  store: ArtifactStore,
  { artifacts }: TrainedVersion,
): Promise<ManifestFile[]> {
  const files: ManifestFile[] = [];
  for (const { path, mediaType, content } of artifacts) {
    const stored = await store.put(caller.workspaceId, content, { sizeMax: content.length });
    if (typeof stored === "string") throw new Error(`${path} is larger than itself`);
    await act(storeArtifact, { ...stored, mediaType });
    files.push({ path, ...stored });
  }
  return files;
}

/** The pipeline's report in the registry's form: comparisons name versions by their registered digests. */
function contentOf(report: EvaluationReport, registered: Registered): EvaluationContent {
  return {
    rows: report.dataset.rows,
    metrics: [...report.metrics],
    slices: report.slices.map(({ slice, n, metrics }) => ({ slice: named(slice), n, metrics: [...metrics] })),
    calibration: [...report.calibration],
    comparisons: report.comparisons.map(({ against, metrics, slices }) => ({
      against: { version: against.version, digest: registered.get(against.version)! },
      metrics: [...metrics],
      slices: slices.map((one) => ({ slice: named(one.slice), n: one.n, metrics: [...one.metrics] })),
    })),
  };
}

const named = (slice: Slice): Record<string, string> =>
  Object.fromEntries(Object.entries(slice).filter(([, value]) => value !== undefined));

const sha256 = (hex: string): Digest => `sha256:${hex}`;
