import { compareLog } from "#lib/audit/commands/compare-log.ts";
import { look } from "#lib/command/query.ts";
import { run } from "#lib/command/run.ts";
import type { Database } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Log } from "#lib/log.ts";
import { replay } from "#lib/overview/queries/replay.ts";

/** The most differences in one line of the process's log. */
const SAID_MAX = 100;

/**
 * Replays the log of every workspace against its tables, in one snapshot each, and records in the log where they
 * differ. Returns the total number of differences. Throws when a workspace could not be compared, so that the job is
 * retried.
 */
export async function replayEveryLog(db: Database, log: Log): Promise<number> {
  let all = 0;
  for (const { id, slug } of await db.prisma.workspace.findMany({ select: { id: true, slug: true } })) {
    const caller: Caller = { kind: "system", id: "jobs", name: "Jobs", workspaceId: id };
    const replayed = await look(db, replay, {}, { caller });
    if (!replayed.ok) throw new Error(replayed.error.message);
    const { events, differing, differences } = replayed.value;
    all += differing;
    if (differing === 0) log.info({ workspace: slug, events }, "the log and the tables agree");
    else {
      const few = differences.slice(0, SAID_MAX);
      log.error({ workspace: slug, events, differing, differences: few }, "the log and the tables differ");
      const recorded = await run(db, compareLog, { events, differing, differences: few }, { caller });
      if (!recorded.ok) throw new Error(recorded.error.message);
    }
  }
  return all;
}
