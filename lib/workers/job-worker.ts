import { PgBoss } from "pg-boss";
import { z } from "zod";
import { run } from "#lib/command/run.ts";
import type { Database } from "#lib/db/client.ts";
import { mailSettings } from "#lib/env.ts";
import { openIncident } from "#lib/incidents/commands/open-incident.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { Log } from "#lib/log.ts";
import { type JobName, SCHEDULED } from "#lib/queue/jobs.ts";
import { takeTurns } from "#lib/queue/turns.ts";
import { dropToldEverywhere } from "./drop-told.ts";
import { type Mailer, openMailer } from "./mailer.ts";
import { replayEveryLog } from "./replay-log.ts";
import { sendLink } from "./send-link.ts";
import { sendNotice } from "./send-notice.ts";
import { tellDeadlines, tellPeople } from "./tell-people.ts";

const jobBody = z.object({
  workspaceId: z.uuid(),
  /** A job queued by an older version lacks it. */
  eventId: z.uuid().optional(),
  event: z.looseObject({ stream: z.string() }),
});
type JobBody = z.infer<typeof jobBody>;
const linkJob = z.object({ data: z.object({ link: z.uuid() }) });

type Handler = (body: JobBody, work: Work) => Promise<Result<unknown, Refusal>>;
type Work = {
  readonly db: Database;
  readonly caller: Caller;
  readonly mailer: () => Mailer;
  /** Whether no other try follows. */
  readonly last: boolean;
};

/** What each job does. A job may run twice: its command refuses what is already done. */
const HANDLERS: Readonly<Record<JobName, Handler>> = {
  "open-incident": ({ event }, { db, caller }) =>
    run(db, openIncident, { rolloutId: event.stream.slice("rollout/".length) }, { caller }),
  "send-link": ({ event }, { mailer, ...work }) =>
    sendLink(work.db, { linkId: linkJob.parse(event).data.link, mailer: mailer(), ...work }),
  "tell-people": async ({ workspaceId, eventId }, { db }) =>
    ok(await tellPeople(db, { workspaceId, eventId: z.uuid().parse(eventId) })),
  "send-notice": ({ eventId }, work) => sendNotice(work.db, { eventId: z.uuid().parse(eventId), ...work }),
};

/** Nothing to do between opening and closing: the queue polls on its own timer. */
const IDLE_MS = 60_000;

/** Works on queued jobs until stopped; starts as soon as the database can be reached. */
export function startJobWorker(db: Database, connectionString: string, log: Log): { stop(): Promise<void> } {
  return takeTurns({
    name: "job worker",
    log,
    idleMs: IDLE_MS,
    open: async () => {
      const { mailer, close } = mailing();
      const boss = await working(db, { connectionString, mailer, log });
      return {
        once: async () => "idle",
        close: async () => {
          await boss.stop({ graceful: true, timeout: 2000 });
          close();
        },
      };
    },
  });
}

/** One connection to the mail server for all jobs, opened with the first that mails. */
function mailing() {
  let open: Mailer | undefined;
  const mailer = () => {
    open ??= openMailer(mailSettings());
    return open;
  };
  return { mailer, close: () => open?.transport.close() };
}

type Working = { connectionString: string; mailer: () => Mailer; log: Log };

async function working(db: Database, { connectionString, mailer, log }: Working): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString, max: 4, migrate: false, createSchema: false });
  boss.on("error", (error) => log.error({ err: error }, "job worker: the queue failed"));
  try {
    await boss.start();
    for (const [name, handle] of Object.entries(HANDLERS))
      await boss.work(name, { pollingIntervalSeconds: 0.5, includeMetadata: true }, async ([job]) => {
        const { data, retryCount, retryLimit } = job!;
        const body = jobBody.parse(data);
        const caller: Caller = { kind: "system", id: "jobs", name: "Jobs", workspaceId: body.workspaceId };
        const result = await handle(body, { db, caller, mailer, last: retryCount >= retryLimit });
        if (!result.ok && result.error.kind !== "conflict") throw new Error(result.error.message);
      });
    await boss.work("replay-log", async () => ({ differences: await replayEveryLog(db, log) }));
    await boss.work("tell-deadlines", async () => ({ told: await tellDeadlines(db) }));
    await boss.work("drop-told", async () => ({ dropped: await dropToldEverywhere(db) }));
    for (const [name, cron] of Object.entries(SCHEDULED)) await boss.schedule(name, cron);
    return boss;
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {});
    throw error;
  }
}
