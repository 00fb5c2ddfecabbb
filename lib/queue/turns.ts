import type { Log } from "#lib/log.ts";

/** One turn of a background process; returns whether more work is ready. */
type Turn = { once(): Promise<"more" | "idle">; close(): Promise<void> };

type Options = {
  name: string;
  log: Log;
  /** Pause between turns without work; a wake-up ends it early. */
  idleMs: number;
  /** Opens what a turn needs; called again after a failure. */
  open: (wake: () => void) => Promise<Turn>;
};

const RETRY_MS_MIN = 200;
const RETRY_MS_MAX = 5000;

/**
 * Takes turns until stopped. A failure is logged, and everything is closed and reopened after a pause that doubles up
 * to 5 s. All state is in the database, so the next turn continues from there.
 */
export function takeTurns({ name, log, idleMs, open }: Options): { stop(): Promise<void> } {
  let stopping = false;
  const { wake, pause } = pauses();

  const untilFailure = async (): Promise<void> => {
    const turn = await open(wake);
    try {
      while (!stopping) {
        // `stop` also wakes.
        if ((await turn.once()) === "idle") await pause(idleMs);
      }
    } finally {
      await turn.close().catch(() => {});
    }
  };

  const tryAgain = async (error: unknown, retryMs: number): Promise<void> => {
    log.error({ err: error }, `${name}: failed; retrying in ${retryMs} ms`);
    if (!stopping) await pause(retryMs);
  };

  const ended = untilStopped(() => stopping, untilFailure, tryAgain);
  return {
    stop: async () => {
      stopping = true;
      wake();
      await ended;
    },
  };
}

async function untilStopped(
  isStopping: () => boolean,
  untilFailure: () => Promise<void>,
  tryAgain: (error: unknown, retryMs: number) => Promise<void>,
): Promise<void> {
  let retryMs = RETRY_MS_MIN;
  while (!isStopping()) {
    const started = Date.now();
    try {
      await untilFailure();
    } catch (error) {
      // After a longer run this is not a repeated failure.
      retryMs = Date.now() - started > RETRY_MS_MAX ? RETRY_MS_MIN : Math.min(retryMs * 2, RETRY_MS_MAX);
      await tryAgain(error, retryMs);
    }
  }
}

/** Pauses that a wake-up ends; a wake-up during the turn itself is kept. */
function pauses(): { wake(): void; pause(ms: number): Promise<void> } {
  let woken = false;
  let endPause = (): void => {};
  const wake = (): void => {
    woken = true;
    endPause();
  };
  const pause = async (ms: number): Promise<void> => {
    if (!woken)
      await new Promise<void>((done) => {
        const timer = setTimeout(done, ms);
        endPause = () => {
          clearTimeout(timer);
          done();
        };
      });
    woken = false;
  };
  return { wake, pause };
}
