import type { Model, ModelVersion } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

/** A model by name. */
export async function findModel(tx: Tx, name: string): Promise<Result<Model, Refusal>> {
  const model = await tx.model.findFirst({ where: { name } });
  return model ? ok(model) : refuse("not-found", "model-not-found", `There is no model named ${name} here.`);
}

/** A model by name, its row locked, so that concurrent registrations get consecutive numbers. */
export async function lockModel(tx: Tx, name: string): Promise<Result<Model, Refusal>> {
  await tx.$executeRaw`SELECT id FROM model WHERE name = ${name} FOR UPDATE`;
  return findModel(tx, name);
}

/** A version by model name and number. */
export async function findVersion(
  tx: Tx,
  modelName: string,
  number: number,
): Promise<Result<ModelVersion & { model: Model }, Refusal>> {
  const version = await tx.modelVersion.findFirst({
    where: { number, model: { name: modelName } },
    include: { model: true },
  });
  return version
    ? ok(version)
    : refuse("not-found", "version-not-found", `There is no version ${number} of ${modelName} here.`);
}
