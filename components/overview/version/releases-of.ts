import type { ModelRelease } from "#lib/overview/views/model-releases.ts";

/** The numbers of a version's releases, the newest first. */
export const releasesOf = (
  version: number,
  releases: readonly Pick<ModelRelease, "version" | "number">[],
): number[] => releases.filter((release) => release.version === version).map(({ number }) => number);
