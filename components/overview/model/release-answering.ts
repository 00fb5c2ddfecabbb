import type { ModelRelease } from "#lib/overview/views/model-releases.ts";

/**
 * The release whose evidence answers for a model: the one asked for; else the newest that is live or on its way there; else
 * the newest of all. Null where the model has none, or none of that number.
 */
export function releaseAnswering(
  releases: readonly ModelRelease[],
  asked: string | undefined,
): ModelRelease | null {
  if (asked !== undefined) return releases.find(({ number }) => String(number) === asked) ?? null;
  return releases.find(({ state }) => LIVE.has(state)) ?? releases[0] ?? null;
}

const LIVE: ReadonlySet<ModelRelease["state"]> = new Set(["released", "releasing"]);
