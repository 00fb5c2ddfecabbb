import pg from "pg";

/** "used" in ASCII. */
const IN_USE_LOCK = 0x75_73_65_64;

export type EmbeddedUse = {
  /** Resolves when the server ended this use: it was killed or shut down. */
  readonly ended: Promise<void>;
  /** Releases the use. True for the last user, who must stop the server; nobody can join it after that. */
  release(): Promise<boolean>;
};

/**
 * Marks the embedded server as in use by a shared lock in a session of its own, which ends with the process however
 * that ends. Null if the server does not answer or is being stopped.
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
    // Blocks while the last user stops the server, which also ends this session.
    await client.query("SELECT pg_advisory_lock_shared($1)", [IN_USE_LOCK]);
  } catch {
    await client.end().catch(() => {});
    return null;
  }
  // A use must not keep its process alive, but its release must be awaited.
  (client as Refable).unref();
  const ended = new Promise<void>((done) => client.once("end", () => done()));
  return { ended, release: () => release(client) };
}

/** Methods missing from the published types. */
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
