import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withManifest } from "#lib/audit/packet.ts";
import { connect, type Database } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { type TestDatabase, testDatabase } from "#lib/testing/databases/database.ts";
import { writeEvents } from "#lib/testing/worlds/audit-log.ts";
import { dataFolderNamed, dropDataFolder } from "#lib/testing/worlds/sealed-log.ts";
import { logConnection } from "#lib/workers/log-connection.ts";
import { sequenceBatch } from "#lib/workers/sequencer.ts";
import { signHead } from "#lib/workers/signer.ts";
import { openSignerFolder } from "#lib/workers/signer-folder.ts";
import { verifyPacket } from "../../../bin/verify-packet.ts";
import { logEvidence } from "./log-evidence.ts";

const workspaceId = randomUUID();
let database: TestDatabase;
let db: Database;
let clients: pg.Client[];
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  clients = await Promise.all(
    [database.appUrl, database.sequencerUrl, database.signerUrl].map((url) => logConnection(url, "test")),
  );
  db = connect(database.appUrl);
  folder = await dataFolderNamed();
});

afterAll(async () => {
  await db?.close();
  await Promise.all((clients ?? []).map((client) => client.end()));
  await database?.drop();
  await dropDataFolder(folder);
});

const evidence = (streams: string[]) =>
  inWorkspace(db, workspaceId, (tx) =>
    logEvidence(tx, { streams, named: () => new Set(), isPrivate: () => false }),
  );

it("makes packets that the offline verifier accepts, and none while events wait to be signed", async () => {
  const [app, sequencer, signer] = clients as [pg.Client, pg.Client, pg.Client];
  const signing = await openSignerFolder(join(folder, "signer"), "log.example/test");
  expect(await evidence(["release/1"])).toMatchObject({ error: { code: "log-not-signed" } });
  await writeEvents(app, { count: 270, stream: "other/1", workspaceId });
  await writeEvents(app, { count: 4, stream: "release/1", workspaceId });
  await writeEvents(app, { count: 3, stream: "rollout/1", workspaceId });
  await sequenceBatch(sequencer);
  await signHead(signer, signing, folder);

  const files = await evidence(["release/1", "rollout/1"]);
  if (!files.ok) throw new Error(files.error.message);
  const packet = await mkdtemp(join(folder, "packet-"));
  for (const [name, text] of Object.entries(withManifest({ ...files.value, "release.json": "{}\n" })))
    await writeFile(join(packet, name), text);
  const vkey = (await readFile(join(folder, "signer", "signer.vkey"), "utf8")).trim();
  const report = verifyPacket(packet, { vkey });
  expect(report.outcomes.flatMap((outcome) => outcome.findings)).toEqual([]);
  expect(files.value["entries.ndjson"]!.split("\n")).toHaveLength(8);
  expect(files.value["details.ndjson"]!.split("\n")).toHaveLength(8);

  await writeEvents(app, { count: 1, stream: "release/1", workspaceId, firstSeq: 5 });
  expect(await evidence(["release/1"])).toMatchObject({
    error: { code: "events-not-signed-yet", retryAfterSeconds: 1 },
  });
  expect((await evidence(["rollout/1"])).ok).toBe(true);
});
