import { hostname } from "node:os";
import pg from "pg";
import { v7 as uuidv7 } from "uuid";
import type { Database } from "#lib/db/client.ts";
import type { ServedPointer } from "#lib/exposure/assignment.ts";
import type { Log } from "#lib/log.ts";
import { takeTurns } from "#lib/queue/turns.ts";
import { exposuresRecorded, readServed } from "./served-pointers.ts";
import { Watchers } from "./watchers.ts";

/** How often it looks for new exposures in case a notification is lost. */
const LOOK_MS = 1000;

export type AssignmentTable = {
  /** The pointer of a flag key, or undefined. */
  find(workspaceId: string, key: string): ServedPointer | undefined;
  all(workspaceId: string): readonly ServedPointer[];
  /** Calls back whenever the workspace's pointers serve differently, until the answer is called. */
  watch(workspaceId: string, heard: () => void): () => void;
  /** Called when an exposure first answers a request here. */
  served(exposureId: string): void;
  /** True after the first load; until then nothing is served. */
  ready(): boolean;
  /** Milliseconds since it was last known to be current. */
  ageMs(): number;
  stop(): Promise<void>;
};

/**
 * Every pointer's current exposure, in memory: an evaluation reads no database. LISTEN and a look every second keep it
 * current. Each load is acknowledged, so that a rollback knows when every server has it.
 */
export function startAssignmentTable(db: Database, connectionString: string, log: Log): AssignmentTable {
  const serverId = `${hostname()}/${process.pid}/${uuidv7().slice(-6)}`;
  let byWorkspace = new Map<string, Map<string, ServedPointer>>();
  let loadedAt = 0;
  const watchers = new Watchers();
  const reached: Acknowledgements = { acknowledged: new Set(), firstServed: new Map(), reported: new Set() };

  /** Loads where there are more exposures than `known`; returns how many there were before it read them. */
  const reload = async (known: number | undefined): Promise<number> => {
    const startedAt = performance.now();
    const workspaces = await db.sql.$queryRaw<{ id: string }[]>`SELECT id::text FROM workspace`;
    const ids = workspaces.map(({ id }) => id);
    const recorded = await exposuresRecorded(db, ids);
    if (recorded !== known) {
      const before = byWorkspace;
      byWorkspace = await readServed(db, ids);
      watchers.tell(before, byWorkspace);
    }
    loadedAt = startedAt;
    const loaded = [...byWorkspace.values()].flatMap((pointers) => [...pointers.values()]);
    await acknowledge(db, serverId, loaded, reached);
    return recorded;
  };

  const turns = takeTurns({
    name: "assignment table",
    log,
    idleMs: LOOK_MS,
    open: async (wake) => {
      let known: number | undefined;
      let unsure = false;
      const lookAgain = () => {
        unsure = true;
        wake();
      };
      const listener = await listen(connectionString, lookAgain);
      return {
        once: async () => {
          const trusted = unsure ? undefined : known;
          unsure = false;
          known = await reload(trusted);
          return "idle";
        },
        close: () => listener.end(),
      };
    },
  });

  return {
    find: (workspaceId, key) => byWorkspace.get(workspaceId)?.get(key),
    all: (workspaceId) => [...(byWorkspace.get(workspaceId)?.values() ?? [])],
    watch: (workspaceId, heard) => watchers.watch(workspaceId, heard),
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

/** Calls back when an exposure is added, and when the connection is lost: the database may have been set back then. */
async function listen(connectionString: string, heard: () => void): Promise<pg.Client> {
  const listener = new pg.Client({ connectionString, application_name: "countersign assignment" });
  listener.on("error", heard);
  listener.on("notification", heard);
  await listener.connect();
  await listener.query("LISTEN exposure");
  return listener;
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
  served: readonly ServedPointer[],
  { acknowledged, firstServed, reported }: Acknowledgements,
): Promise<void> {
  // By the database's clock: the worker compares it with its own reading, and a rollback waits for servers present.
  await db.sql.$executeRaw`
    INSERT INTO server_presence (server_id, seen_at) VALUES (${serverId}, now())
    ON CONFLICT (server_id) DO UPDATE SET seen_at = excluded.seen_at`;
  const loaded = served.map(({ exposureId }) => exposureId).filter((id) => !acknowledged.has(id));
  if (loaded.length > 0) {
    await db.sql.$executeRaw`
      INSERT INTO exposure_ack (exposure_id, server_id, loaded_at)
      SELECT exposure_id, ${serverId}, now() FROM unnest(${loaded}::uuid[]) AS loaded (exposure_id)`;
    for (const id of loaded) acknowledged.add(id);
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
