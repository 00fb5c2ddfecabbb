import { z } from "zod";
import { RELEASE_STATES } from "#lib/releases/release.ts";
import { ROLLOUT_STATES } from "#lib/rollouts/rollout.ts";

export const modelRelease = z.object({
  number: z.number(),
  state: z.enum(RELEASE_STATES),
  round: z.number(),
  versionId: z.string(),
  /** Numbers of versions. */
  version: z.number(),
  base: z.number().nullable(),
  pointer: z.string(),
  author: z.string(),
  createdAt: z.string(),
  rollout: z.object({ id: z.string(), number: z.number(), state: z.enum(ROLLOUT_STATES) }).nullable(),
});
export type ModelRelease = z.infer<typeof modelRelease>;

/** Newest first. */
export const modelReleasesView = z.object({ items: z.array(modelRelease) });
