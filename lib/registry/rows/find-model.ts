import type { Model, ModelVersion } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import { asModels } from "#lib/db/models.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

/** A model by name. */
export async function findModel(tx: Tx, name: string): Promise<Result<Model, Refusal>> {
  const [model] = asModels<Model>(await tx.$queryRaw`SELECT * FROM model WHERE name = ${name}`);
  return model ? ok(model) : refuse("not-found", "model-not-found", `There is no model named ${name} here.`);
}

/** A model by name, its row locked, so that concurrent registrations get consecutive numbers. */
export async function lockModel(tx: Tx, name: string): Promise<Result<Model, Refusal>> {
  await tx.$executeRaw`SELECT id FROM model WHERE name = ${name} FOR UPDATE`;
  return findModel(tx, name);
}

/** Keeps the tier of a model as it is until whoever routes by it has committed. Any number may hold it. */
export const holdTier = (tx: Tx, name: string): Promise<unknown> =>
  tx.$executeRaw`SELECT id FROM model WHERE name = ${name} FOR SHARE`;

/** A version by model name and number. */
export async function findVersion(
  tx: Tx,
  modelName: string,
  number: number,
): Promise<Result<ModelVersion & { model: Model }, Refusal>> {
  const [models, versions] = await Promise.all([
    tx.$queryRaw<Row[]>`SELECT * FROM model WHERE name = ${modelName}`,
    tx.$queryRaw<Row[]>`
      SELECT version.* FROM model_version version JOIN model ON model.id = version.model_id
      WHERE model.name = ${modelName} AND version.number = ${number}`,
  ]);
  const [model] = asModels<Model>(models);
  const [version] = asModels<ModelVersion>(versions);
  return model && version
    ? ok({ ...version, model })
    : refuse("not-found", "version-not-found", `There is no version ${number} of ${modelName} here.`);
}

type Row = Record<string, unknown>;
