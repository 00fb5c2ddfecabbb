import { type EmbeddedOptions, type EmbeddedPostgres, startEmbedded } from "./embedded.ts";

const RETRY_SECONDS_MIN = 1;
const RETRY_SECONDS_MAX = 8;

/**
 * Starts or joins the embedded PostgreSQL and keeps it running. If it is killed or runs out of disk, it is restarted on
 * its port, so that its clients reconnect by themselves. If a restart fails, it reports why and retries after a pause
 * that grows to 8 s.
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
      say("PostgreSQL stopped; restarting it.");
      for (let seconds = RETRY_SECONDS_MIN; !stopping; seconds = Math.min(2 * seconds, RETRY_SECONDS_MAX)) {
        const again = await startEmbedded({ ...options, port }).catch((error: unknown) => {
          say(`${reasonOf(error)} Retrying in ${seconds} s.`);
          return null;
        });
        if (again) {
          current = again;
          say("PostgreSQL is running again.");
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
      // It may have been restarted in the meantime.
      await current.stop();
    },
  };
}

/** PostgreSQL's last error from its log, which contains much else. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const complaints = message.split("\n").filter((line) => /\b(?:PANIC|FATAL):/.test(line));
  const last = complaints.at(-1)?.replace(/^.*?(PANIC|FATAL):\s*/, "");
  return last ? `PostgreSQL did not start: ${last}.` : message;
}
