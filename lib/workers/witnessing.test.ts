import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkpoint } from "#lib/audit/queries/checkpoint.ts";
import { eventReceipt } from "#lib/audit/queries/event-receipt.ts";
import { logWitnesses } from "#lib/audit/queries/log-witnesses.ts";
import { look } from "#lib/command/query.ts";
import { connect, type Database } from "#lib/db/client.ts";
import { formatWitnessKey } from "#lib/merkle/cosignature.ts";
import { type NoteKey, parseNoteKey } from "#lib/merkle/note.ts";
import { parseReceipt } from "#lib/merkle/receipt.ts";
import { type TestDatabase, testDatabase } from "#lib/testing/databases/database.ts";
import { listening, testWitness } from "#lib/testing/servers/witness.ts";
import { silentLog, writeEvents } from "#lib/testing/worlds/audit-log.ts";
import { askingLog, grownLeaves } from "#lib/testing/worlds/growing-log.ts";
import { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import { witnessesOf } from "../../bin/checks/witnesses.ts";
import { logConnection } from "./log-connection.ts";
import { listWitnesses } from "./witness-rows.ts";
import { startWitnessing, witnessOnce } from "./witnessing.ts";

const workspaceId = randomUUID();
const auditor = {
  kind: "token",
  id: randomUUID(),
  name: "auditor",
  workspaceId,
  scopes: ["audit:read"],
} as const;
type Witness = Awaited<ReturnType<typeof testWitness>>;
let database: TestDatabase;
let db: Database;
let log: Awaited<ReturnType<typeof sealedLog>>;
let clients: Record<"app" | "owner" | "signer", pg.Client>;
let logKey: NoteKey;

beforeAll(async () => {
  database = await testDatabase();
  db = connect(database.appUrl);
  log = await sealedLog(database);
  logKey = parseNoteKey(log.vkey)!;
  clients = {
    app: await logConnection(database.appUrl, "test"),
    owner: await logConnection(database.ownerUrl, "test"),
    signer: await logConnection(database.signerUrl, "test"),
  };
});
afterAll(async () => {
  await Promise.all(Object.values(clients ?? {}).map((client) => client.end()));
  await log?.close();
  await db?.close();
  await database?.drop();
});

let entries: Awaited<ReturnType<typeof writeEvents>>;
async function grow(count: number): Promise<void> {
  entries = await writeEvents(clients.app, { count, stream: `thing/${randomUUID()}`, workspaceId });
  await log.seal();
}
const receiptOf = async (event: string): Promise<string> => {
  const { receipt } = await asked(look(db, eventReceipt, { event }, { caller: auditor }));
  const parsed = parseReceipt(receipt);
  return parsed.ok ? parsed.value.checkpoint : parsed.error;
};
async function asked<T>(answer: Promise<{ ok: true; value: T } | { ok: false }>): Promise<T> {
  const found = await answer;
  if (!found.ok) throw new Error("refused");
  return found.value;
}
const newestNote = async () => (await asked(look(db, checkpoint, {}, { caller: auditor }))).note;
const progress = async () => (await asked(look(db, logWitnesses, {}, { caller: auditor }))).witnesses;
const metBy = (note: string, ...witnesses: Witness[]) =>
  witnessesOf(note, { witnesses: witnesses.map(({ folder }) => folder.key), required: 0 }).met;
const list = (...witnesses: Pick<Witness, "address">[]) =>
  listWitnesses(
    clients.signer,
    witnesses.map(({ address: { key } }) => ({ key: formatWitnessKey(key), name: key.name })),
  );

describe("each checkpoint", () => {
  it("is cosigned by every witness and published with its cosignatures: checkpoint, receipt and progress", async () => {
    await grow(5);
    const [one, two] = [
      await testWitness([logKey], "w.example/1"),
      await testWitness([logKey], "w.example/2"),
    ];
    const { log: sink, lines } = silentLog();
    const witnesses = [one.address, two.address];
    const witnessing = startWitnessing({ connectionString: database.signerUrl, witnesses, log: sink });
    await expect.poll(async () => metBy(await newestNote(), one, two), { timeout: 5000 }).toBe(2);
    await grow(300);
    await expect.poll(async () => metBy(await newestNote(), one, two), { timeout: 5000 }).toBe(2);
    await witnessing.stop();
    expect(metBy(await receiptOf(entries[0]!.id), one, two)).toBe(2);
    expect(await progress()).toMatchObject([
      { name: "w.example/1", size: 305, trouble: null, cosignedAt: expect.any(String) },
      { name: "w.example/2", size: 305, trouble: null },
    ]);
    expect(lines.filter((line) => line.includes("w.example"))).toEqual([]);
    await Promise.all([one.close(), two.close()]);
  });

  it("waits for no witness that is away; a receipt then shows an earlier cosigned one", async () => {
    const [here, away] = [await testWitness([logKey], "w.example/3"), await listening(() => {})];
    await list(here);
    await grow(2);
    await witnessOnce(clients.signer, here.address);
    const [cosignedEvent] = entries;
    const started = Date.now();
    const witnesses = [{ url: away.url, key: here.folder.key }];
    const witnessing = startWitnessing({
      connectionString: database.signerUrl,
      witnesses,
      log: silentLog().log,
    });
    await grow(2);
    expect(Date.now() - started).toBeLessThan(4000);
    expect(metBy(await newestNote(), here)).toBe(0);
    expect(metBy(await receiptOf(cosignedEvent!.id), here)).toBe(1);
    expect(metBy(await receiptOf(entries[0]!.id), here)).toBe(0);
    await expect
      .poll(async () => (await progress())[0]?.trouble, { timeout: 9000 })
      .toMatch(/did not answer/);
    await witnessing.stop();
    await away.close();
    await witnessOnce(clients.signer, here.address);
    expect(metBy(await newestNote(), here)).toBe(1);
    expect(await progress()).toMatchObject([{ trouble: null }]);
    await here.close();
  }, 20_000);
});

describe("a witness that knows another past", () => {
  let witness: Witness;
  beforeEach(async () => {
    witness = await testWitness([logKey], `w.example/${randomUUID()}`);
    await list(witness);
    return () => witness.close();
  });
  const round = () => witnessOnce(clients.signer, witness.address);
  const set = (size: number, root: Uint8Array) => witness.folder.remember(logKey.name, { size, root });

  it("does not cosign, and the log says so until it does", async () => {
    await grow(3);
    expect(await round()).toEqual({ trouble: null, isNews: false, forgot: null });
    const { size, root } = (await witness.folder.seen())[logKey.name]!;
    await set(size, new Uint8Array(32));
    await grow(3);
    expect(await round()).toMatchObject({
      isNews: true,
      trouble: expect.stringContaining("do not continue"),
    });
    expect(await round()).toMatchObject({ isNews: false });
    expect(await progress()).toMatchObject([{ size, trouble: expect.stringContaining("refuses the") }]);
    expect(metBy(await newestNote(), witness)).toBe(0);
    await set(size, root);
    expect(await round()).toEqual({ trouble: null, isNews: true, forgot: null });
    expect(metBy(await newestNote(), witness)).toBe(1);
  });

  it("of a larger size reveals that signed events were lost", async () => {
    await grow(1);
    await round();
    await set(1_000_000, new Uint8Array(32));
    await grow(1);
    const trouble = expect.stringMatching(
      /has cosigned 1000000 leaves, but this log has \d+ signed: signed events were lost/,
    );
    expect(await round()).toMatchObject({ trouble });
  });

  it("of the same size with another root is named", async () => {
    await grow(1);
    const { rows } = await clients.owner.query("SELECT max(size)::int AS size FROM audit_checkpoint");
    await set(rows[0].size, new Uint8Array(32));
    expect(await round()).toMatchObject({ trouble: expect.stringContaining("with another root") });
  });

  it("that was set back cosigns again from there, and the log says it was", async () => {
    await grow(2);
    await round();
    const state = join(witness.place, "seen.json");
    const before = await readFile(state, "utf8");
    const { size } = (await witness.folder.seen())[logKey.name]!;
    await grow(2);
    await round();
    await writeFile(state, before);
    await grow(2);
    expect(await round()).toEqual({ trouble: null, isNews: false, forgot: size });
    expect(metBy(await newestNote(), witness)).toBe(1);
  });
});

it("a witness that is no longer asked leaves the page, and what it signed stays", async () => {
  const witness = await testWitness([logKey], "w.example/past");
  await list(witness);
  await grow(1);
  await witnessOnce(clients.signer, witness.address);
  await list();
  expect(metBy(await newestNote(), witness)).toBe(1);
  await list(witness);
  expect(await progress()).toMatchObject([
    { name: "w.example/past", size: expect.any(Number), cosignedAt: expect.any(String) },
  ]);
  await witness.close();
});

it("a log that continues under a new name and key is a new log to its witness, which was not set back", async () => {
  const successor = askingLog();
  const witness = await testWitness([logKey, successor.key], "w.example/after");
  await list(witness);
  await grow(1);
  await witnessOnce(clients.signer, witness.address);
  const { size } = (await witness.folder.seen())[logKey.name]!;
  await clients.signer.query("INSERT INTO audit_checkpoint VALUES ($1, sha256(''), $2, now())", [
    size + 1,
    successor.note(grownLeaves(size + 1)),
  ]);
  expect(await witnessOnce(clients.signer, witness.address)).toEqual({
    trouble: null,
    isNews: false,
    forgot: null,
  });
  expect(await progress()).toMatchObject([{ size: size + 1 }]);
  await witness.close();
});
