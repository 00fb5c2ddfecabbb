import { z } from "zod";
import { GATE_STATES } from "#lib/policy/gate-results.ts";
import { RELEASE_STATES } from "#lib/releases/release.ts";

const said = z.object({ id: z.string(), status: z.enum(GATE_STATES) });

export const replayedRelease = z.object({
  number: z.number(),
  model: z.string(),
  version: z.number(),
  state: z.enum(RELEASE_STATES),
  /** Whether its rollout was rolled back. */
  rolledBack: z.boolean(),
  /** When its dossier was taken, or the moment it was put together for. */
  asOf: z.string(),
  /** What the gates in force say of it. */
  inForce: z.array(said),
  /** What the draft's gates say of it, and why they do not pass. */
  draft: z.array(said.extend({ because: z.string() })),
});
export type ReplayedRelease = z.infer<typeof replayedRelease>;

/** A draft's gates over past releases, oldest first, and over those in review. */
export const policyReplayView = z.object({ releases: z.array(replayedRelease) });
export type PolicyReplayView = z.infer<typeof policyReplayView>;
