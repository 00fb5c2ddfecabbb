import { z } from "zod";

/** A person of the demonstration workspace, with their public password. */
export const demonstrationPerson = z.object({
  name: z.string(),
  title: z.string(),
  email: z.string(),
  password: z.string(),
});
export type DemonstrationPerson = z.infer<typeof demonstrationPerson>;
