import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AuditEntry } from "#lib/audit/entry.ts";
import { type AnyQuery, look } from "#lib/command/query.ts";
import { connect, type Database } from "#lib/db/client.ts";
import { fromBase64 } from "#lib/kernel/base64.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { openCheckpoint } from "#lib/merkle/checkpoint.ts";
import { hashLeaf } from "#lib/merkle/hash.ts";
import { formatNoteKey, type NoteKey } from "#lib/merkle/note.ts";
import { checkReceipt, parseReceipt } from "#lib/merkle/receipt.ts";
import { verifyConsistency } from "#lib/merkle/verify.ts";
import { type TestDatabase, testDatabase } from "#lib/testing/databases/database.ts";
import { writeEvents } from "#lib/testing/worlds/audit-log.ts";
import { dataFolderNamed, dropDataFolder } from "#lib/testing/worlds/sealed-log.ts";
import { logConnection } from "#lib/workers/log-connection.ts";
import { sequenceBatch } from "#lib/workers/sequencer.ts";
import { signHead } from "#lib/workers/signer.ts";
import { openSignerFolder } from "#lib/workers/signer-folder.ts";
import { checkpoint } from "./checkpoint.ts";
import { consistencyProof } from "./consistency-proof.ts";
import { eventDetail } from "./event-detail.ts";
import { eventList } from "./event-list.ts";
import { eventReceipt } from "./event-receipt.ts";
import { logState } from "./log-state.ts";
import { logTile } from "./log-tile.ts";

const ours = randomUUID();
const theirs = randomUUID();
const auditor = (workspaceId: string): Caller => ({
  kind: "token",
  id: randomUUID(),
  name: "auditor",
  workspaceId,
  scopes: ["audit:read"],
});

let database: TestDatabase;
let db: Database;
let clients: pg.Client[];
let folder: string;
let key: NoteKey;
let entries: AuditEntry[];

beforeAll(async () => {
  database = await testDatabase();
  const [app, sequencer, signer] = await Promise.all(
    [database.appUrl, database.sequencerUrl, database.signerUrl].map((url) => logConnection(url, "test")),
  );
  clients = [app!, sequencer!, signer!];
  db = connect(database.appUrl);
  folder = await dataFolderNamed();
  const signing = await openSignerFolder(join(folder, "signer"), "log.example/test");
  key = signing.key;
  entries = await writeEvents(app!, { count: 300, stream: "thing/1", workspaceId: ours });
  await sequenceBatch(sequencer!);
  expect(await signHead(signer!, signing, folder)).toBeNull();
  await writeEvents(app!, { count: 3, stream: "thing/theirs", workspaceId: theirs });
  entries.push(...(await writeEvents(app!, { count: 2, stream: "thing/2", workspaceId: ours })));
  await sequenceBatch(sequencer!);
  expect(await signHead(signer!, signing, folder)).toBeNull();
  entries.push(...(await writeEvents(app!, { count: 1, stream: "thing/3", workspaceId: ours })));
});

afterAll(async () => {
  await db?.close();
  await Promise.all((clients ?? []).map((client) => client.end()));
  await database?.drop();
  await dropDataFolder(folder);
});

async function ask<Q extends AnyQuery>(query: Q, input: unknown, workspaceId = ours) {
  const answer = await look(db, query, input as never, { caller: auditor(workspaceId) });
  if (answer.ok) query.output.parse(answer.value);
  return answer as Awaited<ReturnType<Q["load"]>>;
}

async function answerOf<Q extends AnyQuery>(query: Q, input: unknown) {
  const answer = await ask(query, input);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value as Extract<Awaited<ReturnType<Q["load"]>>, { ok: true }>["value"];
}

describe("the list", () => {
  it("pages through everything of the workspace, newest first, each once", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: { uid: string }[]; nextCursor: string | null } = await answerOf(eventList, {
        limit: 100,
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...page.items.map((item) => item.uid));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(entries.map((entry) => entry.id).reverse());
  });

  it.each([
    [{ action: "thing" }, 303],
    [{ action: "thing.happened" }, 303],
    [{ action: "thin" }, 0],
    [{ stream: "thing/2" }, 2],
    [{ actor: "nobody" }, 0],
    [{ outcome: "denied" }, 0],
    [{ q: "HAPPEN" }, 303],
    [{ q: "thing happened" }, 303],
    [{ q: "ng/3" }, 1],
    [{ q: "%" }, 0],
    [{ target: "x" }, 0],
    [{ to: "2026-11-23T03:39:59Z" }, 0],
    [{ from: "2026-11-23T04:40:00.000+01:00", to: "2026-11-23T03:40:00.000Z" }, 3],
  ])("filters by %o", async (filter, count) => {
    let found = 0;
    let cursor: string | null = null;
    do {
      const page: { items: unknown[]; nextCursor: string | null } = await answerOf(eventList, {
        ...filter,
        limit: 100,
        ...(cursor ? { cursor } : {}),
      });
      found += page.items.length;
      cursor = page.nextCursor;
    } while (cursor);
    expect(found).toBe(count);
  });
});

describe("one event", () => {
  it("carries a proof that its bytes are in the signed log", async () => {
    for (const entry of [entries[0]!, entries[255]!, entries[256]!, entries[301]!]) {
      const detail = await answerOf(eventDetail, { event: entry.id });
      expect(detail.logKey).toBe(formatNoteKey(key));
      const receipt = parseReceipt(detail.receipt!);
      if (!receipt.ok) throw new Error(receipt.error);
      const steps = checkReceipt(new TextEncoder().encode(detail.entry), receipt.value, [key]);
      expect(steps.map((step) => step.holds)).toEqual([true, true, true, true]);
      expect(detail.details).toMatchObject([
        { name: "reason", kept: { body: { text: expect.any(String) } } },
      ]);
    }
  });

  it("is found by its leaf index, with neighbours from this workspace only", async () => {
    const detail = await answerOf(eventDetail, { event: "303" });
    expect(detail).toMatchObject({ uid: entries[300]!.id, index: 303, stream: "thing/2", streamLength: 2 });
    expect(detail.around.map((one: { index: number }) => one.index)).toEqual([298, 299, 303, 304]);
  });

  it("has no receipt until it is sequenced, and says to try again", async () => {
    const uid = entries.at(-1)!.id;
    expect(await answerOf(eventDetail, { event: uid })).toMatchObject({
      index: null,
      receipt: null,
      around: [],
    });
    expect(await ask(eventReceipt, { event: uid })).toMatchObject({
      error: { code: "event-not-signed-yet", retryAfterSeconds: 1 },
    });
  });

  it("is provable in any signed state that contains it, and in no earlier one", async () => {
    const old = await answerOf(eventReceipt, { event: "7", size: 300 });
    const receipt = parseReceipt(old.receipt);
    expect(receipt.ok && openCheckpoint(receipt.value.checkpoint, [key])).toMatchObject({
      value: { size: 300 },
    });
    expect(await ask(eventReceipt, { event: "303", size: 300 })).toMatchObject({
      error: { kind: "conflict" },
    });
    expect(await ask(eventReceipt, { event: "303", size: 301 })).toMatchObject({
      error: { code: "checkpoint-not-found" },
    });
  });

  it.each(["300", "999999", randomUUID(), "abc", "-1"])("%s is not found here", async (event) => {
    expect(await ask(eventDetail, { event })).toMatchObject({ error: { code: "event-not-found" } });
  });
});

describe("the log", () => {
  it("has a newest checkpoint, consistent with the older one", async () => {
    const newest = await answerOf(checkpoint, {});
    const older = await answerOf(checkpoint, { size: "300" });
    const [from, to] = [openCheckpoint(older.note, [key]), openCheckpoint(newest.note, [key])];
    if (!from.ok || !to.ok) throw new Error("a checkpoint does not open");
    const { proof } = await answerOf(consistencyProof, { from: 300 });
    const claim = {
      fromSize: from.value.size,
      fromRoot: from.value.root,
      toSize: to.value.size,
      toRoot: to.value.root,
      proof: proof.map((hash: string) => fromBase64(hash)!),
    };
    expect(verifyConsistency(claim)).toBe(true);
    expect(await ask(consistencyProof, { from: 305, to: 300 })).toMatchObject({
      error: { code: "sizes-reversed" },
    });
  });

  it("serves its tiles, and entries only if all are the reader's", async () => {
    const tile = await answerOf(logTile, { path: "tile/0/000" });
    expect(tile.full).toBe(true);
    const entryBundle = await answerOf(logTile, { path: "tile/entries/000" });
    const length = (entryBundle.bytes[0]! << 8) | entryBundle.bytes[1]!;
    expect(hashLeaf(entryBundle.bytes.slice(2, 2 + length))).toEqual(tile.bytes.slice(0, 32));
    expect((await answerOf(logTile, { path: "tile/0/001.p/49" })).bytes).toHaveLength(49 * 32);
    expect((await answerOf(logTile, { path: "tile/0/001.p/7" })).bytes).toHaveLength(7 * 32);
    expect((await answerOf(logTile, { path: "tile/1/000.p/1" })).bytes).toHaveLength(32);
    for (const path of ["tile/0/001", "tile/0/001.p/50", "tile/1/000", "tile/2/000.p/1", "nonsense"])
      expect(await ask(logTile, { path })).toMatchObject({ error: { kind: "not-found" } });
    expect((await answerOf(logTile, { path: "tile/entries/001.p/44" })).full).toBe(false);
    expect(await ask(logTile, { path: "tile/entries/001.p/45" })).toMatchObject({
      error: { code: "entries-not-found" },
    });
  });

  it("reports its size and its signed size", async () => {
    expect(await answerOf(logState, {})).toMatchObject({ size: 305, signedSize: 305, waiting: 1 });
  });

  it("refuses readers without the permission", async () => {
    const caller = { ...auditor(ours), scopes: [] } as Caller;
    expect(await look(db, checkpoint, {}, { caller })).toMatchObject({ error: { kind: "forbidden" } });
  });
});
