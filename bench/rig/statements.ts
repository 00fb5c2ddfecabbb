import type pg from "pg";
import { buildApi } from "#lib/api/app.ts";
import { newTally } from "#lib/audit/tally.ts";
import { connect } from "#lib/db/client.ts";
import type { AssignmentTable } from "#lib/exposure/serving/assignment-table.ts";
import { folderStore } from "#lib/storage/artifact-store.ts";
import { SECRET } from "../../faults/rig/world.ts";

/** A statement as `pg` got it, name and values included, and how many rows it read or wrote. */
type Statement = { readonly asked: pg.QueryConfig; rows: number | null };

/** Every statement of one request, in order, from the session's look-up to the commit. */
export type Recording = readonly Statement[];

export type Post = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/**
 * Answers requests with the API inside this process, one after another, and records what each sends to the database.
 * Throws where one is refused.
 */
export async function recordRequests(
  appUrl: string,
  origin: string,
  queues: readonly (readonly Post[])[],
): Promise<Recording[][]> {
  const db = connect(appUrl);
  let sent: Statement[] = [];
  db.pool.on("connect", (client) => recordOn(client, (statement) => sent.push(statement)));
  const store = folderStore("/nonexistent");
  const parts = { db, secret: SECRET, origins: new Set([origin]), store, tally: newTally() };
  const api = buildApi({ ...parts, assignments: noAssignments });
  const record = async ({ path, headers, body }: Post): Promise<Recording> => {
    sent = [];
    const request = new Request(origin + path, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body,
    });
    const response = await api.fetch(request);
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return sent;
  };
  try {
    const recorded: Recording[][] = [];
    for (const queue of queues) {
      const own: Recording[] = [];
      for (const post of queue) own.push(await record(post));
      recorded.push(own);
    }
    return recorded;
  } finally {
    await db.close();
  }
}

/** No flag is evaluated while requests are recorded. */
const noAssignments: AssignmentTable = {
  find: () => undefined,
  all: () => [],
  served: () => {},
  watch: () => () => {},
  ready: () => true,
  ageMs: () => 0,
  stop: async () => {},
};

type Answered = (error: Error | undefined, result: pg.QueryResult | undefined) => void;
type Query = (asked: string | pg.QueryConfig, values?: unknown[], answered?: Answered) => unknown;

/** A message of several statements has a result for each. */
const rowsOf = (result: pg.QueryResult | pg.QueryResult[]): number | null =>
  [result].flat().at(-1)?.rowCount ?? null;

/** Wraps a client's `query`, with promise or callback, as Prisma's adapter and the pool call it. */
function recordOn(client: pg.PoolClient, note: (statement: Statement) => void): void {
  const query = client.query.bind(client) as Query;
  const recording: Query = (asked, values, answered) => {
    const config = typeof asked === "string" ? { text: asked } : { ...asked };
    const statement: Statement = { asked: values ? { ...config, values } : config, rows: null };
    note(statement);
    if (answered)
      return query(asked, values, (error, result) => {
        statement.rows = result ? rowsOf(result) : null;
        answered(error, result);
      });
    return (query(asked, values) as Promise<pg.QueryResult>).then((result) => {
      statement.rows = rowsOf(result);
      return result;
    });
  };
  client.query = recording as typeof client.query;
}

/**
 * Sends the recordings again, bare: each queue on its own client, all clients at once. Throws where a statement reads
 * or writes another number of rows than recorded.
 */
export async function replay(
  clients: readonly pg.Client[],
  queues: readonly (readonly Recording[])[],
): Promise<void> {
  const send = async (client: pg.Client, queue: readonly Recording[]) => {
    for (const { asked, rows } of queue.flat()) {
      // `pg` modifies the object it is given.
      const found = rowsOf(await client.query({ ...asked }));
      if (found !== rows) throw new Error(`${found} rows instead of ${rows}: ${asked.text}`);
    }
  };
  await Promise.all(queues.map((queue, at) => send(clients[at]!, queue)));
}
