import { type EmbeddedOptions, type EmbeddedPostgres, startEmbedded } from "./embedded.ts";

const RETRY_MS = 1000;

/**
 * Starts or joins the embedded PostgreSQL and keeps it running: killed, or ended for want of disk, it is started again
 * on its port as soon as it can be, so that the processes that use it find it again by themselves.
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
      while (!stopping) {
        const again = await startEmbedded({ ...options, port }).catch((error: unknown) => {
          say(error instanceof Error ? error.message : String(error));
          return null;
        });
        if (again) current = again;
        if (again) break;
        await new Promise((done) => setTimeout(done, RETRY_MS));
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
