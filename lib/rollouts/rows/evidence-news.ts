import { arrayParameter } from "#lib/db/array-parameter.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Addition } from "#lib/monitoring/addition.ts";

/** Where somebody who follows an exposure is: what it was marked with, and the last addition they read. */
export type Followed = { readonly exposureId: string; readonly mark: string | null; readonly lastId: bigint };

/** What happened to it since: its mark now and the additions that lead there; null where they do not. */
export type News = {
  readonly mark: string | null;
  readonly lastId: bigint;
  readonly additions: readonly Addition[] | null;
};

type Row = { exposureId: string; id: bigint; before: string; after: string; added: Addition };

/** The news of exposures, in as many statements as for one. */
export async function evidenceNews(tx: Tx, followed: readonly Followed[]): Promise<Map<string, News>> {
  const exposures = arrayParameter(followed.map(({ exposureId }) => exposureId));
  const lastIds = arrayParameter(followed.map(({ lastId }) => String(lastId)));
  const [marks, rows] = await Promise.all([
    tx.$queryRaw<{ exposureId: string; mark: string }[]>`
      SELECT exposure_id AS "exposureId", mark FROM evidence_mark WHERE exposure_id = ANY(${exposures}::uuid[])`,
    tx.$queryRaw<Row[]>`
      SELECT exposure_id AS "exposureId", id, mark_before AS before, mark_after AS after, added
      FROM unnest(${exposures}::uuid[], ${lastIds}::int8[]) AS followed (exposure_id, last_id)
      JOIN evidence_addition USING (exposure_id) WHERE id > last_id ORDER BY exposure_id, id`,
  ]);
  const markOf = new Map(marks.map(({ exposureId, mark }) => [exposureId, mark]));
  const rowsOf = Map.groupBy(rows, ({ exposureId }) => exposureId);
  return new Map(
    followed.map((one) => {
      const mark = markOf.get(one.exposureId) ?? null;
      const since = rowsOf.get(one.exposureId) ?? [];
      const reached = since.reduce((at, { before, after }) => (at === before ? after : BROKEN), one.mark);
      const additions = reached === mark ? since.map(({ added }) => added) : null;
      return [one.exposureId, { mark, lastId: since.at(-1)?.id ?? one.lastId, additions }];
    }),
  );
}

/** No mark: a chain that is broken stays broken. */
const BROKEN = "";
