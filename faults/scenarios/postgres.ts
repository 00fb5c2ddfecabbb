import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { holdInvariants } from "../check/invariants.ts";
import { Client } from "../load/client.ts";
import { approve, councilOf, openAndSubmit } from "../load/governance.ts";
import { History } from "../load/history.ts";
import { serve } from "../load/telemetry.ts";
import { watchCheckpoints } from "../load/witness.ts";
import { type Installation, startInstallation } from "../rig/installation.ts";
import { beside, type Scenario, type Trouble } from "../scenario.ts";
import { type BadLine, proxyTo } from "../tcp-proxy.ts";

/** Makes the database slow, unreachable, out of connections or gone for a while, under a steady load. */
export const postgresTrouble: Scenario = {
  name: "postgres",
  says: "PostgreSQL restarted, cut off, slow, silent, out of connections: 503 with Retry-After, nothing acknowledged is lost, no intervention needed",
  async run(trouble) {
    let line: BadLine | undefined;
    const through = async ({ port }: { port: number }) => {
      line = await proxyTo(port);
      return line.port;
    };
    const installation = await startInstallation(trouble.beginning, "postgres", { through });
    const history = new History();
    const faults: string[] = [];
    try {
      const work = startWork(installation, history, trouble, faults);
      const recovered: Record<string, number> = {};
      const ends = Date.now() + (trouble.short ? 0 : trouble.seconds) * 1000;
      do
        for (const [name, make] of Object.entries(TROUBLES)) {
          await make(installation, line!, trouble);
          const seconds = await recovery(history);
          recovered[name] = Math.max(recovered[name] ?? 0, seconds);
          if (seconds > RECOVERY_SECONDS_MAX)
            faults.push(`after ${name} there was no answer for ${seconds} s`);
        }
      while (Date.now() < ends);
      const release = await work.stop();
      const found = await holdInvariants(installation, history, release);
      for (const death of installation.crew.deaths) faults.push(`a process ended: ${death}`);
      faults.push(...history.unhelpful);
      const figures = { "answers again after, in seconds": JSON.stringify(recovered), ...found.figures };
      return { faults: [...faults, ...found.faults], figures };
    } finally {
      await line?.stop();
      await installation.stop();
    }
  },
};

const RECOVERY_SECONDS_MAX = 30;
const THINKING_MS = 100;

type Making = (installation: Installation, proxy: BadLine, trouble: Trouble) => Promise<void>;

const TROUBLES: Readonly<Record<string, Making>> = {
  restarted: async ({ postgres }) => {
    await postgres.stop("SIGINT");
    await sleep(500);
    await postgres.start();
  },
  cut: async (_installation, proxy) => {
    proxy.cut(true);
    await sleep(1500);
    proxy.cut(false);
  },
  slow: async (_installation, proxy) => {
    proxy.delay(60);
    await sleep(2500);
    proxy.delay(0);
  },
  "out of connections": outOfConnections,
  // In the long form the dead connections get no reset: the processes must detect them.
  silent: async (_installation, proxy, { short }) => {
    proxy.silence();
    await sleep(1500);
    proxy.speak(short);
  },
};

/** Others take every connection, and the processes lose theirs. */
async function outOfConnections({ sql, postgres, roles }: Installation): Promise<void> {
  const direct = new URL(roles.cs_app);
  direct.port = String(postgres.port);
  const others: pg.Client[] = [];
  const takeAll = async () => {
    for (;;) {
      const client = new pg.Client({ connectionString: direct.toString() });
      client.on("error", () => {});
      const taken = await client.connect().then(
        () => true,
        () => false,
      );
      if (!taken) return;
      others.push(client);
    }
  };
  await takeAll();
  await sql(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'countersign%'",
  );
  await takeAll();
  await sleep(2000);
  await Promise.all(others.map((client) => client.end()));
}

/** Seconds until an operation that began after now succeeds. */
async function recovery(history: History): Promise<number> {
  const began = Date.now();
  const answered = () =>
    history.operations.some(({ ending, invokedMs }) => ending === "ok" && invokedMs >= began);
  while (!answered() && Date.now() - began < (RECOVERY_SECONDS_MAX + 10) * 1000) await sleep(50);
  return Math.round((Date.now() - began) / 100) / 10;
}

/** Releases opened and signed, one after the other, and a model served. Returns the last release signed. */
function startWork(installation: Installation, history: History, { random }: Trouble, faults: string[]) {
  const council = councilOf(installation, history);
  let over = false;
  let last: number | undefined;
  const governing = async () => {
    while (!over) {
      await sleep(THINKING_MS);
      const release = await openAndSubmit(council, { model: "alpha" });
      if (release === null) continue;
      await approve(council, release);
      last = release;
    }
  };
  const client = new Client("serving", installation.urls, { token: installation.world.token }, history);
  const work = beside(
    faults,
    governing(),
    serve(client, { model: "gamma", random, stopped: () => over }),
    watchCheckpoints(council.author, history, () => over),
  );
  return {
    stop: async () => {
      over = true;
      await work;
      return last;
    },
  };
}
