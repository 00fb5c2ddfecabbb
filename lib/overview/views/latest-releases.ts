import { z } from "zod";
import { RELEASE_STATES } from "#lib/releases/release.ts";

export const latestRelease = z.object({
  model: z.string(),
  number: z.number(),
  version: z.number(),
  state: z.enum(RELEASE_STATES),
  createdAt: z.string(),
});
export type LatestRelease = z.infer<typeof latestRelease>;

export const latestReleasesView = z.object({ items: z.array(latestRelease) });
