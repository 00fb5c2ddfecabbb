import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import type { EngineRequest } from "./schema-engine.ts";

/** Answers the one request that its thread was started with: see schema-engine.ts. */
async function answer({ connectionString, method, input }: EngineRequest): Promise<unknown> {
  await instantiate();
  const pool = new pg.Pool({ connectionString, max: 2 });
  try {
    const factory = bindMigrationAwareSqlAdapterFactory(wholeScripts(new PrismaPg(pool)));
    const engine = await engineModule.SchemaEngine.new({ datamodels: undefined }, () => {}, factory);
    return await engine[method](input as never);
  } finally {
    await pool.end();
  }
}

async function instantiate(): Promise<void> {
  const path = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = await readFile(path.replace(/\.js$/, ".wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, {
    "./schema_engine_bg.js": engineModule as unknown as WebAssembly.ModuleImports,
  });
  const binding = engineModule as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void };
  binding.__wbg_set_wasm(instance.exports);
  (instance.exports["__wbindgen_start"] as () => void)();
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

parentPort?.postMessage(await answer(workerData as EngineRequest));
