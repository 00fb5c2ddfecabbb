import type { Tx } from "#lib/db/client.ts";

type Row = {
  readonly thread: string;
  readonly post: number | null;
  readonly version: number | null;
  readonly judgement: string | null;
  readonly text: string | null;
  readonly quote: string | null;
  readonly reason: string | null;
  readonly names: Readonly<Record<string, string>> | null;
};

/** What was written in threads, as far as it was not erased. */
export type Written = {
  readonly text: (thread: string, post: number, version: number) => string | null;
  readonly quote: (thread: string) => string | null;
  readonly reason: (judgement: string) => string | null;
  /** The name of somebody as it was when they wrote or were named. */
  readonly name: (personId: string) => string;
};

/**
 * The texts of these threads of a release. Only the log keeps them, beside their events, where they can be erased: one
 * statement for a page of threads.
 */
export async function writtenIn(tx: Tx, releaseId: string, threads: readonly string[]): Promise<Written> {
  const rows = threads.length === 0 ? [] : await rowsOf(tx, releaseId, threads);
  const texts = new Map(
    rows.flatMap(({ thread, post, version, text }) =>
      text === null ? [] : [[keyOf(thread, post ?? 1, version ?? 1), text]],
    ),
  );
  const quotes = new Map(rows.flatMap(({ thread, quote }) => (quote === null ? [] : [[thread, quote]])));
  const reasons = new Map(
    rows.flatMap(({ judgement, reason }) => (judgement === null ? [] : [[judgement, reason]])),
  );
  const names = new Map(rows.flatMap((row) => Object.entries(row.names ?? {})));
  return {
    text: (thread, post, version) => texts.get(keyOf(thread, post, version)) ?? null,
    quote: (thread) => quotes.get(thread) ?? null,
    reason: (judgement) => reasons.get(judgement) ?? null,
    name: (personId) => names.get(personId) ?? "Somebody",
  };
}

const keyOf = (thread: string, post: number, version: number): string => `${thread}/${post}/${version}`;

const rowsOf = (tx: Tx, releaseId: string, threads: readonly string[]): Promise<Row[]> => tx.$queryRaw<Row[]>`
  SELECT e.view #>> '{data,thread}' AS thread, (e.view #>> '{data,post}')::int AS post,
         (e.view #>> '{data,version}')::int AS version, e.view #>> '{data,judgement}' AS judgement,
         text.body #>> '{}' AS text, quote.body #>> '{}' AS quote, reason.body #>> '{}' AS reason, names.body AS names
  FROM audit_event e
  LEFT JOIN audit_detail text ON text.event_id = e.id AND text.name = 'text'
  LEFT JOIN audit_detail quote ON quote.event_id = e.id AND quote.name = 'quote'
  LEFT JOIN audit_detail reason ON reason.event_id = e.id AND reason.name = 'reason'
  LEFT JOIN audit_detail names ON names.event_id = e.id AND names.name = 'names'
  WHERE e.stream = ${`release/${releaseId}`} AND (e.action LIKE 'thread.%' OR e.action LIKE 'challenge.%')
    AND e.view #>> '{data,thread}' = ANY (${[...threads]})
  ORDER BY e.id`;
