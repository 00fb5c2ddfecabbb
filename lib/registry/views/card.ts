import { z } from "zod";

export const cardRevision = z.object({
  revision: z.number(),
  digest: z.string(),
  author: z.string(),
  createdAt: z.string(),
});
export type CardRevision = z.infer<typeof cardRevision>;

export const cardText = cardRevision.extend({ markdown: z.string() });
export type CardText = z.infer<typeof cardText>;
