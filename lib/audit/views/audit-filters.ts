import { z } from "zod";

export const auditActor = z.object({ id: z.string(), name: z.string(), kind: z.enum(["person", "token"]) });
export type AuditActor = z.infer<typeof auditActor>;

export const auditFiltersView = z.object({ actors: z.array(auditActor), models: z.array(z.string()) });
export type AuditFiltersView = z.infer<typeof auditFiltersView>;
