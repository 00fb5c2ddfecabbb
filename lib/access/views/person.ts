import { z } from "zod";
import { FUNCTIONS, ROLES } from "#lib/kernel/caller.ts";

/** What somebody may do in a workspace, and which functions they sign for. */
export const standing = z.object({ roles: z.array(z.enum(ROLES)), functions: z.array(z.enum(FUNCTIONS)) });
export type Standing = z.infer<typeof standing>;

/** Who somebody is in a workspace. */
export const person = standing.extend({ id: z.string(), name: z.string(), email: z.string() });
