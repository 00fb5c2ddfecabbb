import { z } from "zod";

export const logStateView = z.object({
  size: z.number(),
  /** Events recorded that wait for their place in the log; more than a moment's worth means the sequencer is down. */
  waiting: z.number(),
  /** Leaves covered by the newest checkpoint; behind for more than a second means the signer is down or refuses. */
  signedSize: z.number(),
  signedAt: z.string().nullable(),
});
export type LogStateView = z.infer<typeof logStateView>;
