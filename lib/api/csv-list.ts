import { z } from "zod";
import type { Answered } from "#lib/api/contract/endpoint.ts";
import { BYTE_ORDER_MARK, csvLine } from "#lib/kernel/csv.ts";
import { PAGE_SIZE_MAX } from "#lib/kernel/fields.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";

/** For more, the log itself is the better source: its tiles and the evidence packets. */
const ROWS_MAX = 10_000;

const unread = z
  .string()
  .max(200)
  .optional()
  .meta({ deprecated: true, description: "Ignored: a file has no pages." });
/** The paging of a list, which its file accepts and ignores. */
export const unpaged = { cursor: unread, limit: unread };

export const csvAnswers = {
  200: {
    description: `At most ${ROWS_MAX.toLocaleString("en")} lines; the last one says when that is not all. Begins with the byte order mark of UTF-8.`,
    type: "text/csv",
  },
} as const;

type Cell = string | number | boolean | null;

/** A list as comma-separated values: each column by its header. */
export type CsvFile<T> = {
  readonly name: string;
  /** What its lines are, in the plural. */
  readonly of: string;
  readonly columns: Readonly<Record<string, (one: T) => Cell>>;
  /** Where more than a spreadsheet's worth is wanted. */
  readonly rowsMax?: number;
  readonly pageSize?: number;
  /** As a JSON object a line, by the names of the columns. */
  readonly jsonLines?: true;
};

type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };
type Reading<T> = (paging: { cursor?: string; limit: number }) => Promise<Result<Page<T>, Refusal>>;

/** A list that is read whole, as a file. */
export const wholeList = <T>(file: CsvFile<T>, items: readonly T[]): Response =>
  responseOf(file.name, headerOf(file) + linesOf(file, items));

/** A list as a file, page by page: only one is in memory, and the next is read once the client has taken the last. */
export async function everyPage<T>(file: CsvFile<T>, read: Reading<T>): Promise<Answered<never>> {
  const first = await read({ limit: file.pageSize ?? PAGE_SIZE_MAX });
  return first.ok ? responseOf(file.name, pagesOf(file, read, first.value)) : first;
}

function pagesOf<T>(file: CsvFile<T>, read: Reading<T>, first: Page<T>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const { rowsMax = ROWS_MAX, pageSize: limit = PAGE_SIZE_MAX } = file;
  let page: Page<T> | null = first;
  let written = 0;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(headerOf(file))),
    async pull(controller) {
      if (!page) return controller.close();
      written += page.items.length;
      controller.enqueue(encoder.encode(linesOf(file, page.items)));
      const cursor: string | null = page.nextCursor;
      page = null;
      if (cursor === null) return;
      if (written >= rowsMax) return controller.enqueue(encoder.encode(incomplete(file, written)));
      const next = await read({ limit, cursor });
      if (!next.ok) return controller.error(new Error(next.error.message));
      page = next.value;
    },
  });
}

function incomplete<T>({ of, jsonLines, rowsMax }: CsvFile<T>, written: number): string {
  const which = rowsMax === undefined ? "newest" : "first";
  const said = `Incomplete: only the ${which} ${written} ${of} are listed. Narrow the filter.`;
  return jsonLines ? `${JSON.stringify({ incomplete: said })}\n` : csvLine([said]);
}

const headerOf = <T>({ columns, jsonLines }: CsvFile<T>): string =>
  jsonLines ? "" : BYTE_ORDER_MARK + csvLine(Object.keys(columns));

const linesOf = <T>({ columns, jsonLines }: CsvFile<T>, items: readonly T[]): string =>
  items.map((one) => (jsonLines ? jsonLine(columns, one) : csvLine(cellsOf(columns, one)))).join("");

const cellsOf = <T>(columns: CsvFile<T>["columns"], one: T): (string | number | null)[] =>
  Object.values(columns).map((cell) => {
    const value = cell(one);
    return typeof value === "boolean" ? String(value) : value;
  });

const jsonLine = <T>(columns: CsvFile<T>["columns"], one: T): string =>
  `${JSON.stringify(Object.fromEntries(Object.entries(columns).map(([name, cell]) => [name, cell(one)])))}\n`;

const responseOf = (name: string, body: BodyInit): Response =>
  new Response(body, {
    headers: {
      "content-type": name.endsWith(".ndjson") ? "application/x-ndjson" : "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
