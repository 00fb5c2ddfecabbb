import { v7 as uuidv7 } from "uuid";
import {
  EXPORT_MINUTES_MAX,
  EXPORT_WINDOW_MS,
  type Exporting,
  type ExportKind,
  exportWaitMs,
} from "#lib/access/export-limit.ts";
import type { Database, Tx } from "#lib/db/client.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { MINUTE_MS } from "#lib/kernel/time.ts";

type Asked = { readonly kind: ExportKind; readonly callerId: string };

/**
 * Takes one of the export slots shared by all processes, or refuses if none is free. `end` releases it; the slot of a
 * killed process is free after ten minutes.
 */
export async function admitExport(
  db: Database,
  { kind, callerId }: Asked,
  now: Date,
): Promise<Result<{ end(): Promise<void> }, Refusal>> {
  const id = uuidv7();
  const wait = await db.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`export/${kind}`}, 4))`;
    const waitMs = exportWaitMs(kind, await exportingNow(tx, { kind, callerId }, now), now);
    if (waitMs > 0) return waitMs;
    const expiresAt = new Date(now.getTime() + EXPORT_MINUTES_MAX * MINUTE_MS);
    await tx.exportSlot.deleteMany({ where: { expiresAt: { lt: now } } });
    await tx.exportSlot.create({ data: { id, kind, callerId, startedAt: now, expiresAt } });
    return 0;
  });
  if (wait > 0) return busy(Math.ceil(wait / 1000));
  return ok({
    end: async () => {
      await db.prisma.exportSlot.updateMany({ where: { id }, data: { endedAt: new Date() } });
    },
  });
}

async function exportingNow(tx: Tx, { kind, callerId }: Asked, now: Date): Promise<Exporting> {
  const since = new Date(now.getTime() - EXPORT_WINDOW_MS);
  const [row] = await tx.$queryRaw<Exporting[]>`
    SELECT count(*) FILTER (WHERE ended_at IS NULL AND caller_id = ${callerId})::int AS own,
           count(*) FILTER (WHERE ended_at IS NULL)::int AS "all",
           count(*) FILTER (WHERE caller_id = ${callerId} AND started_at > ${since})::int AS begun,
           min(started_at) FILTER (WHERE caller_id = ${callerId} AND started_at > ${since}) AS "oldestAt"
    FROM export_slot WHERE kind = ${kind} AND expires_at > ${now}`;
  return row!;
}

const busy = (seconds: number) =>
  refuse("throttled", "too-many-exports", `Too many exports at once or per minute. Wait ${seconds} s.`, {
    retryAfterSeconds: seconds,
    todo: "Wait, then try again. Narrow the filter if you need only a part.",
  });
