import { z } from "zod";
import { DIGEST_PATTERN } from "./digest.ts";

/** Ids of rows and of callers without a row. */
export const named = z.string().min(1).max(200);

export const count = z.int().min(0);

/** A timestamp as the log writes it. */
export const moment = z.iso.datetime();

export const digestText = z.string().regex(DIGEST_PATTERN, "is not a digest");
