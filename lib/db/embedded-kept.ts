import { type EmbeddedOptions, type EmbeddedPostgres, startEmbedded } from "./embedded.ts";

const RETRY_SECONDS_MIN = 1;
const RETRY_SECONDS_MAX = 8;

/**
 * Starts or joins the embedded PostgreSQL and keeps it running: killed, or ended for want of disk, it is started again
 * on its port as soon as it can be, so that the processes that use it find it again by themselves. Where it cannot be
 * yet, it says why and tries again after a pause that grows to eight seconds.
 */
export async function keepEmbedded(
  options: Omit<EmbeddedOptions, "port">,
  say: (line: string) => void,
): Promise<Omit<EmbeddedPostgres, "ended">> {
  let current = await startEmbedded(options);
  const { ownerUrl } = current;
  const port = Number(new URL(ownerUrl).port);
  let stopping = false;

  const keep = async (): Promise<void> => {
    while (!stopping) {
      await current.ended;
      if (stopping) return;
      say("PostgreSQL ended; starting it again.");
      for (let seconds = RETRY_SECONDS_MIN; !stopping; seconds = Math.min(2 * seconds, RETRY_SECONDS_MAX)) {
        const again = await startEmbedded({ ...options, port }).catch((error: unknown) => {
          say(`${reasonOf(error)} Trying again in ${seconds} s.`);
          return null;
        });
        if (again) {
          current = again;
          say("PostgreSQL runs again.");
          break;
        }
        await new Promise((done) => setTimeout(done, seconds * 1000));
      }
    }
  };
  const kept = keep();

  return {
    ownerUrl,
    stop: async () => {
      stopping = true;
      await current.stop();
      await kept;
      // It may have been started again in the meantime.
      await current.stop();
    },
  };
}

/** The last complaint of PostgreSQL itself, which its log tells among much else. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const complaints = message.split("\n").filter((line) => /\b(?:PANIC|FATAL):/.test(line));
  const last = complaints.at(-1)?.replace(/^.*?(PANIC|FATAL):\s*/, "");
  return last ? `PostgreSQL did not start: ${last}.` : message;
}
