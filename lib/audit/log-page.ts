import { z } from "zod";

/** Shared by the pages of the log's own tables. */
export const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
export const pageCount = z.number().int().min(1).max(1000);
export const place = z.number().int().min(0);
