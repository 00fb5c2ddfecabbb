import { z } from "zod";
import { FUNCTIONS, ROLES } from "#lib/kernel/caller.ts";

/** A person's roles in a workspace and the functions they sign for. */
export const standing = z.object({ roles: z.array(z.enum(ROLES)), functions: z.array(z.enum(FUNCTIONS)) });
export type Standing = z.infer<typeof standing>;

/** A person of a workspace. */
export const person = standing.extend({ id: z.string(), name: z.string(), email: z.string() });
