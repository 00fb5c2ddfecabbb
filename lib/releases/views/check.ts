import { z } from "zod";

/** A named check of a release: its state, what it found, and where to go about it. */
export const check = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(["pass", "fail", "hold"]),
  message: z.string(),
  resolution: z.object({ action: z.string(), href: z.string() }).optional(),
});
export type Check = z.infer<typeof check>;
