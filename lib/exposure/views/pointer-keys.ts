import { z } from "zod";

/** The flag keys of the workspace's pointers, to choose from. */
export const pointerKeysView = z.object({ keys: z.array(z.string()) });
