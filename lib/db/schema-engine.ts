import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";

type Method = "applyMigrations" | "diff";
type Answer<M extends Method> = Awaited<ReturnType<SchemaEngine[M]>>;

export type EngineRequest<M extends Method = Method> = {
  connectionString: string;
  method: M;
  input: Parameters<SchemaEngine[M]>[0];
};

/**
 * Asks Prisma's schema engine in WebAssembly, bound to one database: the native engine would need a download. It records
 * migrations in `_prisma_migrations`, as `prisma migrate` does. It runs in a thread of its own, since it finds clock and
 * chance once, in whatever globals it meets first, and panics where those are gone later.
 */
export async function askSchemaEngine<M extends Method>(request: EngineRequest<M>): Promise<Answer<M>> {
  const thread = new Worker(new URL("./schema-engine-thread.ts", import.meta.url), { workerData: request });
  try {
    const [answer] = await once(thread, "message");
    return answer as Answer<M>;
  } finally {
    await thread.terminate();
  }
}
