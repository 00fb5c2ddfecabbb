import type { VersionDetail } from "#lib/registry/views/version.ts";
import type { DataChanges } from "./views/comparison.ts";

/** The data a version was trained on and takes. */
export type VersionData = Pick<VersionDetail, "datasets" | "schema">;

/** Data sets and columns that were added, removed or changed type between the base and the candidate. */
export const dataChanges = (now: VersionData, before: VersionData): DataChanges => ({
  datasets: datasetChanges(now.datasets, before.datasets),
  columns: columnChanges(now.schema, before.schema),
});

function datasetChanges(
  now: VersionData["datasets"],
  before: VersionData["datasets"],
): DataChanges["datasets"] {
  const had = new Set(before.map(({ digest }) => digest));
  const has = new Set(now.map(({ digest }) => digest));
  return [
    ...now.map(({ name, digest }) => ({
      name,
      digest,
      change: had.has(digest) ? ("same" as const) : ("added" as const),
    })),
    ...before
      .filter(({ digest }) => !has.has(digest))
      .map(({ name, digest }) => ({ name, digest, change: "removed" as const })),
  ];
}

function columnChanges(now: VersionData["schema"], before: VersionData["schema"]): DataChanges["columns"] {
  const had = new Map(before.map(({ name, type }) => [name, type]));
  const has = new Set(now.map(({ name }) => name));
  const changeOf = ({ name, type }: VersionData["schema"][number]) =>
    !had.has(name) ? ("added" as const) : had.get(name) === type ? ("same" as const) : ("retyped" as const);
  return [
    ...now.map((column) => ({ name: column.name, type: column.type, change: changeOf(column) })),
    ...before
      .filter(({ name }) => !has.has(name))
      .map(({ name, type }) => ({ name, type, change: "removed" as const })),
  ];
}
