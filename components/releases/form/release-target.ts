import type { ReleasableModel } from "#lib/releases/views/releasable-versions.ts";
import type { ReleaseDraft } from "./release-draft.ts";

export type Target = Pick<ReleaseDraft, "model" | "version" | "pointer">;

/** The models with a version to release and a pointer to release it to. */
export const releasable = (models: readonly ReleasableModel[]): ReleasableModel[] =>
  models.filter(({ versions, pointers }) => versions.length > 0 && pointers.length > 0);

/** The first version and pointer of a model, or those asked for where it has them. */
export function targetIn(models: readonly ReleasableModel[], wanted: Partial<Target>): Target | null {
  const model = models.find(({ name }) => name === wanted.model) ?? models[0];
  if (!model) return null;
  const version = model.versions.find(({ number }) => number === wanted.version) ?? model.versions[0];
  const pointer = model.pointers.find(({ name }) => name === wanted.pointer) ?? model.pointers[0];
  return { model: model.name, version: version?.number ?? 0, pointer: pointer?.name ?? "" };
}

/** The target that an address asks for. */
export const targetAsked = (
  models: readonly ReleasableModel[],
  { version, ...asked }: { model?: string; version?: string; pointer?: string },
): Target | null => targetIn(models, version ? { ...asked, version: Number(version) } : asked);
