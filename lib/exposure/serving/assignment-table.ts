import { hostname } from "node:os";
import pg from "pg";
import { v7 as uuidv7 } from "uuid";
import type { Database } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { ServedPointer } from "#lib/exposure/assignment.ts";
import { flagKey } from "#lib/exposure/flag-key.ts";
import type { Log } from "#lib/log.ts";
import { takeTurns } from "#lib/queue/turns.ts";

/** The reload interval in case a notification is lost. */
const RELOAD_MS = 1000;

export type AssignmentTable = {
  /** The pointer of a flag key, or undefined. */
  find(workspaceId: string, key: string): ServedPointer | undefined;
  all(workspaceId: string): readonly ServedPointer[];
  /** Called when an exposure first answers a request here. */
  served(exposureId: string): void;
  /** True after the first load; until then nothing is served. */
  ready(): boolean;
  /** Milliseconds since it was last known to be current. */
  ageMs(): number;
  stop(): Promise<void>;
};

/**
 * Every pointer's current exposure, in memory: an evaluation reads no database. LISTEN and a reload every second keep
 * it current. Each load is acknowledged, so that a rollback knows when every server has it.
 */
export function startAssignmentTable(db: Database, connectionString: string, log: Log): AssignmentTable {
  const serverId = `${hostname()}/${process.pid}/${uuidv7().slice(-6)}`;
  let byWorkspace = new Map<string, Map<string, ServedPointer>>();
  let loadedAt = 0;
  const reached: Acknowledgements = { acknowledged: new Set(), firstServed: new Map(), reported: new Set() };

  const reload = async (): Promise<void> => {
    const startedAt = performance.now();
    byWorkspace = await loadAll(db);
    loadedAt = startedAt;
    const current = [...byWorkspace.values()].flatMap((pointers) => [...pointers.values()]);
    await acknowledge(
      db,
      serverId,
      current.map((served) => served.exposureId),
      reached,
    );
  };

  const turns = takeTurns({
    name: "assignment table",
    log,
    idleMs: RELOAD_MS,
    open: async (wake) => {
      const listener = new pg.Client({ connectionString, application_name: "countersign assignment" });
      listener.on("error", wake);
      listener.on("notification", wake);
      await listener.connect();
      await listener.query("LISTEN exposure");
      return {
        once: async () => {
          await reload();
          return "idle";
        },
        close: () => listener.end(),
      };
    },
  });

  return {
    find: (workspaceId, key) => byWorkspace.get(workspaceId)?.get(key),
    all: (workspaceId) => [...(byWorkspace.get(workspaceId)?.values() ?? [])],
    served: (exposureId) => {
      if (!reached.firstServed.has(exposureId)) reached.firstServed.set(exposureId, new Date());
    },
    ready: () => loadedAt > 0,
    ageMs: () => performance.now() - loadedAt,
    stop: async () => {
      await turns.stop();
      await db.prisma.serverPresence.deleteMany({ where: { serverId } }).catch(() => {});
    },
  };
}

async function loadAll(db: Database): Promise<Map<string, Map<string, ServedPointer>>> {
  const workspaces = await db.prisma.workspace.findMany({ select: { id: true } });
  const tables = new Map<string, Map<string, ServedPointer>>();
  for (const { id } of workspaces) {
    const rows = await inWorkspace(
      db,
      id,
      (tx) => tx.$queryRaw<ServedPointer[]>`
      SELECT e.workspace_id AS "workspaceId", m.name AS model, p.name AS pointer,
             e.id AS "exposureId", e.kind, b.number AS "baseVersion", c.number AS "candidateVersion",
             e.candidate_weight AS "candidateWeight", e.holdout_weight AS "holdoutWeight", e.salt,
             r.number AS rollout, l.number AS release, e.plan_digest AS "planDigest"
      FROM pointer p
      JOIN model m ON m.id = p.model_id
      -- A look-up each: this is asked every second, and the history is ten times as long as the list.
      JOIN LATERAL (SELECT * FROM exposure WHERE pointer_id = p.id ORDER BY sequence DESC LIMIT 1) e ON true
      JOIN model_version b ON b.id = e.base_version_id
      LEFT JOIN model_version c ON c.id = e.candidate_id
      LEFT JOIN rollout r ON r.id = e.rollout_id
      LEFT JOIN release l ON l.id = r.release_id`,
    );
    tables.set(id, new Map(rows.map((row) => [flagKey(row.model, row.pointer), row])));
  }
  return tables;
}

type Acknowledgements = {
  readonly acknowledged: Set<string>;
  readonly firstServed: Map<string, Date>;
  readonly reported: Set<string>;
};

/** Records which exposures this server now serves, and since when it has served requests from each. */
async function acknowledge(
  db: Database,
  serverId: string,
  exposureIds: readonly string[],
  { acknowledged, firstServed, reported }: Acknowledgements,
): Promise<void> {
  // By the database's clock: the worker compares it with its own reading, and a rollback waits for servers present.
  await db.sql.$executeRaw`
    INSERT INTO server_presence (server_id, seen_at) VALUES (${serverId}, now())
    ON CONFLICT (server_id) DO UPDATE SET seen_at = excluded.seen_at`;
  for (const exposureId of exposureIds.filter((id) => !acknowledged.has(id))) {
    await db.sql.$executeRaw`
      INSERT INTO exposure_ack (exposure_id, server_id, loaded_at) VALUES (${exposureId}::uuid, ${serverId}, now())`;
    acknowledged.add(exposureId);
  }
  for (const [exposureId, firstServedAt] of firstServed) {
    if (!acknowledged.has(exposureId) || reported.has(exposureId)) continue;
    await db.prisma.exposureAck.updateMany({
      where: { exposureId, serverId, firstServedAt: null },
      data: { firstServedAt },
    });
    reported.add(exposureId);
  }
}
