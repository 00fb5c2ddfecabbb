import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { startEmbedded } from "#lib/db/embedded.ts";
import { prepareDatabase } from "#lib/db/prepare.ts";
import { rolePasswords } from "#lib/db/roles.ts";
import { inInstallation } from "./installation.ts";

let data: string;
let cluster: string;
const start = () => startEmbedded({ folder: join(data, "postgres"), settings: ["fsync=off"] });

beforeAll(async () => {
  vi.stubEnv("DATABASE_URL", undefined);
  data = await mkdtemp(join(tmpdir(), "countersign-data-"));
  const postgres = await start();
  await prepareDatabase(postgres.ownerUrl, await rolePasswords(join(data, "passwords.json")));
  const client = new pg.Client({ connectionString: postgres.ownerUrl });
  await client.connect();
  for (const slug of ["north", "south"])
    await client.query("INSERT INTO workspace (id, slug, name, created_at) VALUES ($1, $2, $2, now())", [
      randomUUID(),
      slug,
    ]);
  cluster = (await client.query("SHOW data_directory")).rows[0].data_directory;
  await client.end();
  await postgres.stop();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  for (const path of [data, dirname(cluster)]) await rm(path, { recursive: true, force: true });
});

const userOf = () =>
  inInstallation({ data, workspace: "south" }, async ({ db, workspace, caller }) => {
    const [row] = await db.sql.$queryRaw<{ name: string }[]>`SELECT current_user::text AS name`;
    return { workspace: workspace.name, caller: caller.kind, user: row!.name };
  });
const asTheApp = { workspace: "south", caller: "system", user: "cs_app_postgres" };

it("starts the data folder's PostgreSQL for the duration, as the app role", async () => {
  vi.stubEnv("DATABASE_URL", undefined);
  expect(await userOf()).toEqual(asTheApp);
});

it("uses the running one, and leaves it running", async () => {
  vi.stubEnv("DATABASE_URL", undefined);
  const postgres = await start();
  expect(await userOf()).toEqual(asTheApp);
  const client = new pg.Client({ connectionString: postgres.ownerUrl });
  await client.connect();
  await client.end();
  await postgres.stop();
});

it("uses the app role even where DATABASE_URL is the owner's", async () => {
  const postgres = await start();
  vi.stubEnv("DATABASE_URL", postgres.ownerUrl);
  expect(await userOf()).toEqual(asTheApp);
  await postgres.stop();
});

it("asks which workspace when there are several", async () => {
  vi.stubEnv("DATABASE_URL", undefined);
  await expect(inInstallation({ data }, async () => null)).rejects.toThrow("Choose north, south");
  await expect(inInstallation({ data, workspace: "east" }, async () => null)).rejects.toThrow(
    "no workspace east",
  );
});
