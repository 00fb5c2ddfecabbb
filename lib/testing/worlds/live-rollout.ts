import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { replayTraffic, type TrafficOptions } from "#examples/flight-delay/traffic.ts";
import { connect, type Tx } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { openRelease } from "#lib/releases/commands/open-release.ts";
import { submitRelease } from "#lib/releases/commands/submit-release.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import { folderStore } from "#lib/storage/artifact-store.ts";
import { testDatabase } from "#lib/testing/databases/database.ts";
import { apiServer } from "#lib/testing/servers/api-server.ts";
import { startSequencer } from "#lib/workers/sequencer.ts";
import { seedDemonstration } from "../../../prisma/seed/demonstration.ts";
import { settleChallenge } from "../../../prisma/seed/first-challenge.ts";
import { receiveMail } from "../../../prisma/seed/mail-receiver.ts";
import { ANNA, DANA, INES, JONAS, LENA, MIRA, TOMAS } from "../../../prisma/seed/people.ts";
import { signSeat } from "../../../prisma/seed/sign-seat.ts";
import { storyIn } from "../../../prisma/seed/story.ts";
import { silentLog } from "./audit-log.ts";
import { testCase } from "./releases.ts";

const ROOT = join(import.meta.dirname, "../../..");
const SIGNERS = [
  [ANNA, "data-science"],
  [TOMAS, "engineering"],
  [LENA, "product"],
  [MIRA, "security"],
  [DANA, "compliance"],
] as const;

export type LiveRollout = Awaited<ReturnType<typeof liveRollout>>;

/**
 * The demonstration workspace, served, sequenced and ready for traffic; its reconciler is a process that a test may
 * kill.
 */
export async function liveRollout() {
  const database = await testDatabase();
  const db = connect(database.appUrl);
  const folder = await mkdtemp(join(tmpdir(), "countersign-live-"));
  const mail = await receiveMail(join(folder, "mail"));
  const { workspaceId, trafficToken } = await seedDemonstration({ db, store: folderStore(folder), mail });
  await mail.stop();
  const server = await apiServer(db, database.appUrl, folder);
  const sequencer = startSequencer({ connectionString: database.sequencerUrl, log: silentLog().log });
  const reconcilers: ChildProcess[] = [];
  const story = await storyIn(db, workspaceId, new Date(), 1);

  /** Opens, signs and starts a release of a version under this plan; returns the number of its rollout. */
  const release = async (version: number, plan: Plan): Promise<number> => {
    const target = { model: "flight-delay", version, pointer: "production" };
    const number = await story.sitting(JONAS.email, async ({ act }) => {
      const opened = await act(openRelease, { ...target, case: testCase, plan });
      await act(submitRelease, { release: opened.number });
      return opened.number;
    });
    await settleChallenge(story, number, {
      raised: "Why now?",
      answered: "It was tried.",
      judged: "It was.",
    });
    for (const [who, seat] of SIGNERS)
      await story.sitting(who.email, (sitting) =>
        signSeat(db, sitting, { release: number, seat, comment: "Read." }),
      );
    return story.sitting(
      INES.email,
      async ({ act }) => (await act(startRollout, { release: number, reason: "Agreed." })).number,
    );
  };

  return {
    db,
    database,
    workspaceId,
    server,
    release,
    read: <T>(body: (tx: Tx) => Promise<T>) => inWorkspace(db, workspaceId, body),
    traffic: (options: Partial<TrafficOptions>) =>
      replayTraffic({ baseUrl: server.baseUrl, token: trafficToken!, report: () => {}, ...options }),
    /** A process of its own, as in production: it can be killed without warning. */
    reconciler: (): ChildProcess => {
      const child = reconcilerOn(database.appUrl);
      reconcilers.push(child);
      return child;
    },
    close: async () => {
      for (const child of reconcilers) child.kill("SIGKILL");
      await sequencer.stop();
      await server.close();
      await db.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function reconcilerOn(appUrl: string): ChildProcess {
  const env = {
    NODE_ENV: "test" as const,
    PATH: process.env["PATH"] ?? "",
    DATABASE_URL: appUrl,
    LOG_LEVEL: "error",
  };
  return spawn(process.execPath, ["worker.ts", "reconcile"], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
}
