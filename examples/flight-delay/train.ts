import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { modelCard } from "./card.ts";
import { type Evaluated, evaluationReport, evaluationSet, scoreRows } from "./evaluate.ts";
import { topOrigins } from "./features.ts";
import { sampleMonth } from "./flights.ts";
import { fitWeights, influenceOf } from "./model.ts";
import { dataSchema, fitting, type Recipe, recipes, samples } from "./recipes.ts";
import { timePatternOf } from "./serve.ts";
import type { ArtifactFile, DatasetSnapshot, TrainedVersion, TrainingConfig, Weights } from "./types.ts";

/**
 * Trains the three versions and evaluates each on the same February sample, against the versions before it. Takes a
 * few seconds and gives the same bytes on every run.
 */
export async function trainVersions(): Promise<TrainedVersion[]> {
  const training = await sampleMonth(
    samples.training.name,
    samples.training.month,
    samples.training.rows,
    samples.training.seed,
  );
  const evaluation = await sampleMonth(
    samples.evaluation.name,
    samples.evaluation.month,
    samples.evaluation.rows,
    samples.evaluation.seed,
  );
  const set = evaluationSet(evaluation.snapshot, evaluation.flights);
  const origins = topOrigins(training.flights);
  const codeSha256 = codeDigest();
  const earlier: Evaluated[] = [];
  return recipes.map((recipe) => {
    const { features, serving } = recipe;
    const weights = fitWeights(training.flights, { ...fitting, features, serving, origins });
    const artifacts = artifactsOf(recipe, weights, training.snapshot);
    const evaluated: Evaluated = {
      version: recipe.version,
      weightsSha256: sha256(artifacts[0]!.content),
      rows: scoreRows(weights, set.flights),
    };
    const report = evaluationReport(set, evaluated, earlier, codeSha256);
    earlier.push(evaluated);
    const { version, parent, title, summary } = recipe;
    const config = configOf(recipe, training.snapshot);
    const influence = influenceOf(weights, training.flights);
    return {
      version,
      parent,
      title,
      summary,
      weights,
      config,
      trainedOn: training.snapshot,
      artifacts,
      evaluation: report,
      scores: scoresFile(evaluated.rows.scores),
      card: modelCard({
        version,
        summary,
        trainedOn: training.snapshot,
        config,
        evaluation: report,
        influence,
      }),
      schema: dataSchema,
      influence,
      codeSha256,
    };
  });
}

/** The files of a version, `weights.json` first. */
function artifactsOf(recipe: Recipe, weights: Weights, trainedOn: DatasetSnapshot): ArtifactFile[] {
  const preprocessing = {
    format: "flight-delay-preprocessing/1",
    serving: recipe.serving,
    timePattern: timePatternOf[recipe.serving],
    inputs: ["departsAt", "distanceMiles", "origin"],
  };
  return [
    jsonFile("weights.json", weights),
    jsonFile("preprocessing.json", preprocessing),
    jsonFile("training-config.json", configOf(recipe, trainedOn)),
    { path: "requirements.lock", mediaType: "text/plain", content: Buffer.from(lockText()) },
    jsonFile("data-schema.json", dataSchema),
  ];
}

function configOf(recipe: Recipe, trainedOn: DatasetSnapshot): TrainingConfig {
  return {
    algorithm: "logistic regression, Newton",
    ...fitting,
    features: recipe.features,
    dataset: { name: trainedOn.name, sha256: trainedOn.sha256 },
  };
}

/** The packages that training and serving depend on, as the project's lock file pins them. */
function lockText(): string {
  const lock = JSON.parse(readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8")) as {
    packages: Record<string, { version: string; integrity?: string } | undefined>;
  };
  const names = ["hyparquet", "hyparquet-compressors", "vega-datasets"];
  return names
    .map((name) => {
      const locked = lock.packages[`node_modules/${name}`];
      return `${name}==${locked?.version} --hash=${locked?.integrity}\n`;
    })
    .join("");
}

/** Digest of the code that trained and measured, file by file in a fixed order. */
function codeDigest(): string {
  const files = [
    "cholesky",
    "evaluate",
    "features",
    "flights",
    "metrics",
    "model",
    "random",
    "recipes",
    "serve",
    "train",
  ];
  const hash = createHash("sha256");
  for (const name of files) {
    const content = readFileSync(new URL(`./${name}.ts`, import.meta.url));
    hash.update(`${name}.ts ${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

function scoresFile(scores: Float64Array): ArtifactFile {
  const content = Buffer.alloc(scores.length * 8);
  scores.forEach((score, row) => {
    content.writeDoubleLE(score, row * 8);
  });
  return { path: "scores.f64le", mediaType: "application/octet-stream", content };
}

function jsonFile(path: string, value: unknown): ArtifactFile {
  return { path, mediaType: "application/json", content: Buffer.from(`${JSON.stringify(value, null, 1)}\n`) };
}

function sha256(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
