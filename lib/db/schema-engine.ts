import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

/**
 * Prisma's schema engine in WebAssembly, bound to one database: the native engine would need a download. It records
 * migrations in `_prisma_migrations`, as `prisma migrate` does.
 */
export async function withSchemaEngine<T>(
  connectionString: string,
  body: (engine: engineModule.SchemaEngine) => Promise<T>,
): Promise<T> {
  await instantiate();
  const pool = new pg.Pool({ connectionString, max: 2 });
  const factory = bindMigrationAwareSqlAdapterFactory(wholeScripts(new PrismaPg(pool)));
  const engine = await engineModule.SchemaEngine.new({ datamodels: undefined }, () => {}, factory);
  try {
    return await body(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

let instantiated: Promise<void> | undefined;

function instantiate(): Promise<void> {
  instantiated ??= (async () => {
    const path = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
    const bytes = await readFile(path.replace(/\.js$/, ".wasm"));
    const { instance } = await WebAssembly.instantiate(bytes, {
      "./schema_engine_bg.js": engineModule as unknown as WebAssembly.ModuleImports,
    });
    const binding = engineModule as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void };
    binding.__wbg_set_wasm(instance.exports);
    (instance.exports["__wbindgen_start"] as () => void)();
  })();
  return instantiated;
}

/**
 * The adapter splits scripts at every semicolon, which breaks `$$` bodies. Sent as one simple query, a migration is
 * also atomic.
 */
function wholeScripts(factory: PrismaPg): SqlMigrationAwareDriverAdapterFactory {
  const connect = async () => sendWhole(await factory.connect());
  const connectToShadowDb = async () => sendWhole(await factory.connectToShadowDb());
  return { provider: factory.provider, adapterName: factory.adapterName, connect, connectToShadowDb };
}

function sendWhole<A extends SqlDriverAdapter>(adapter: A): A {
  const client = (adapter as unknown as { client: { query(sql: string): Promise<unknown> } }).client;
  adapter.executeScript = async (script) => {
    await client.query(script);
  };
  return adapter;
}
