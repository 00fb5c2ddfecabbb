import { z } from "zod";

/** Who can own a model: everyone in the workspace who can sign in, by name. */
export const modelOwnersView = z.object({ people: z.array(z.object({ id: z.string(), name: z.string() })) });
export type ModelOwnersView = z.infer<typeof modelOwnersView>;
