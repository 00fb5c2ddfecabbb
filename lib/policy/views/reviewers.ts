import { z } from "zod";
import { FUNCTIONS } from "#lib/kernel/caller.ts";

/** Everyone who may sign today, with their functions. */
export const reviewers = z.array(
  z.object({ id: z.string(), name: z.string(), functions: z.array(z.enum(FUNCTIONS)) }),
);
export type Reviewers = z.infer<typeof reviewers>;
