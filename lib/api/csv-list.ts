import { z } from "zod";
import { BYTE_ORDER_MARK, csvLine } from "#lib/kernel/csv.ts";
import { PAGE_SIZE_MAX } from "#lib/kernel/fields.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

/** A file has at most so many lines; the last one says when that is not all. */
const ROWS_MAX = 10_000;

const unread = z
  .string()
  .max(200)
  .optional()
  .meta({ deprecated: true, description: "Ignored: a file has no pages." });
/** The paging of a list, which its file accepts and ignores. */
export const unpaged = { cursor: unread, limit: unread };

export const csvAnswer = {
  answers: {
    200: {
      description: `At most ${ROWS_MAX.toLocaleString("en")} lines; the last one says when that is not all. Begins with the byte order mark of UTF-8.`,
      type: "text/csv",
    },
  },
} as const;

type Cells = readonly (string | number | null)[];
type File<T> = {
  readonly name: string;
  readonly header: readonly string[];
  readonly lineOf: (one: T) => Cells;
};

const responseOf = (name: string, text: string): Response =>
  new Response(BYTE_ORDER_MARK + text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });

/** A list that is read whole, as a file. */
export const wholeList = <T>({ name, header, lineOf }: File<T>, items: readonly T[]): Response =>
  responseOf(name, csvLine(header) + items.map((one) => csvLine(lineOf(one))).join(""));

type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };

/** A list of pages as a file. */
export async function everyPage<T>(
  file: File<T>,
  read: (paging: { cursor?: string; limit: number }) => Promise<Result<Page<T>, Refusal>>,
): Promise<Result<Response, Refusal>> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Result<Page<T>, Refusal> = await read({
      limit: PAGE_SIZE_MAX,
      ...(cursor ? { cursor } : {}),
    });
    if (!page.ok) return page;
    items.push(...page.value.items);
    cursor = page.value.nextCursor;
  } while (cursor !== null && items.length < ROWS_MAX);
  const { name, header, lineOf } = file;
  const lines = items.map((one) => csvLine(lineOf(one))).join("");
  const more = cursor === null ? "" : csvLine([`Incomplete: only the newest ${items.length} are listed.`]);
  return ok(responseOf(name, csvLine(header) + lines + more));
}
