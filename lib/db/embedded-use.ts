import pg from "pg";

/** "used" in ASCII. */
const IN_USE_LOCK = 0x75_73_65_64;

export type EmbeddedUse = {
  /** When the server ended this use: it was killed, or went down. */
  readonly ended: Promise<void>;
  /** Gives the use up. True for the last user, who is to stop the server; nobody can join it from then on. */
  release(): Promise<boolean>;
};

/**
 * Says that the embedded server is in use, by a shared lock of a session of its own: it goes with the process, however
 * that ends. Null where the server does not answer or is being stopped.
 */
export async function holdEmbedded(ownerUrl: string): Promise<EmbeddedUse | null> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    connectionTimeoutMillis: 2000,
    application_name: "countersign use",
  });
  client.on("error", () => {});
  try {
    await client.connect();
    // Waits while the last user stops the server, which ends this session too.
    await client.query("SELECT pg_advisory_lock_shared($1)", [IN_USE_LOCK]);
  } catch {
    await client.end().catch(() => {});
    return null;
  }
  // A use must not keep its process alive, but giving it up must be waited for.
  (client as Refable).unref();
  const ended = new Promise<void>((done) => client.once("end", () => done()));
  return { ended, release: () => release(client) };
}

/** Methods that are missing from the published types. */
type Refable = pg.Client & { ref(): void; unref(): void };

async function release(client: pg.Client): Promise<boolean> {
  (client as Refable).ref();
  try {
    await client.query("SELECT pg_advisory_unlock_shared($1)", [IN_USE_LOCK]);
    const { rows } = await client.query("SELECT pg_try_advisory_lock($1) AS last", [IN_USE_LOCK]);
    if (rows[0]?.last === true) return true;
  } catch {
    // The server is already gone.
  }
  await client.end().catch(() => {});
  return false;
}
