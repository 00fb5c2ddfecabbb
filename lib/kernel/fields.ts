import { z } from "zod";
import { DIGEST_PATTERN, type Digest } from "./digest.ts";
import { hiddenIn, isBlank, LINE_PATTERN, PROSE_PATTERN } from "./honest-text.ts";

/** Text written by a person: 1 to `max` characters, trimmed. A refusal names the forbidden character and place. */
const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1, "must not be empty")
    .refine((value) => value === "" || !isBlank(value), "must not be empty")
    .max(max, `must have at most ${max} characters`)
    .superRefine((value, context) => {
      const hidden = hiddenIn(value);
      if (hidden === null) return;
      const { character, line: at, column } = hidden;
      context.addIssue({
        code: "custom",
        message: `contains ${character} at line ${at}, character ${column}; it hides or reorders text, so remove it`,
      });
    });

/** One line of text written by a person: 1 to `max` characters, trimmed, with no hidden characters. */
export const line = (max: number) =>
  text(max)
    .refine((value) => !/[\r\n\t]/.test(value), "must be one line, without tabs")
    .meta({ pattern: LINE_PATTERN });

/** Several lines of text written by a person. */
export const prose = (max: number) => text(max).meta({ pattern: PROSE_PATTERN });

/** A name that appears in addresses: `churn-risk`. */
export const slug = z
  .string()
  .max(63, "must have at most 63 characters")
  .regex(
    /^[a-z0-9]+(?:[-._][a-z0-9]+)*$/,
    "must be lower-case letters and digits, with single - . _ between them",
  );

/** Where a model is live: `production`, `production@eu`. */
export const pointerName = z
  .string()
  .max(63, "must have at most 63 characters")
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*(?:@[a-z0-9]+(?:-[a-z0-9]+)*)?$/,
    "must look like production or production@eu",
  );

export const id = z.uuid("must be an id");

/** The database has no year 0, and nothing here happened before this century. */
const EARLIEST_MS = Date.UTC(2000, 0, 1);
const INSTANT_PATTERN =
  "^[2-9][0-9]{3}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)$";
/** No place on earth is further from UTC, and the database accepts no more. */
const OFFSET = /(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)$/;
export const instant = z.iso
  .datetime({ offset: true })
  .refine((text) => OFFSET.test(text), "must have an offset from UTC of at most 14:00")
  .refine((text) => Date.parse(text) >= EARLIEST_MS, "must not be before the year 2000")
  .meta({ pattern: INSTANT_PATTERN });

/** A number counted from 1: a version, a release, a round. At most the maximum of the database's integer. */
const ORDINAL_MAX = 2_147_483_647;
export const ordinal = z.number().int().min(1).max(ORDINAL_MAX);
/** The same from a query string. */
export const ordinalText = z.coerce.number().int().min(1).max(ORDINAL_MAX);

export const digest = z
  .custom<Digest>(
    (value) => typeof value === "string" && DIGEST_PATTERN.test(value),
    "must be sha256: and 64 lower-case hex digits",
  )
  .meta({ type: "string", pattern: DIGEST_PATTERN.source });

export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  // ASCII only: a look-alike letter must not create a second account for the same address.
  .regex(/^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, "must be an e-mail address");

export const PAGE_SIZE_MAX = 100;

/** Keyset paging: pass the `nextCursor` of one page to get the next. */
export const paging = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(25),
};

/** A page of a list. `nextCursor` is null on the last. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** A page, or a part of the same page, where a reader can act. */
export const place = z.object({ label: z.string(), href: z.string() });
