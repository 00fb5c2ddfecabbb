import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "#lib/testing/databases/database.ts";
import { logClients, writeEvents } from "#lib/testing/worlds/audit-log.ts";
import { sequenceBatch } from "#lib/workers/sequencer.ts";

const TABLES = ["event", "detail", "outbox", "leaf", "tile", "tree", "checkpoint", "cosignature"].map(
  (name) => `audit_${name}`,
);
const ours = randomUUID();
const theirs = randomUUID();
let database: TestDatabase;
let clients: Awaited<ReturnType<typeof logClients>>;

beforeAll(async () => {
  database = await testDatabase();
  clients = await logClients(database);
  await writeEvents(clients.app, { count: 3, stream: "thing/ours", workspaceId: ours });
  await writeEvents(clients.app, { count: 2, stream: "thing/theirs", workspaceId: theirs });
  await sequenceBatch(clients.sequencer);
  await writeEvents(clients.app, { count: 1, stream: "thing/ours", workspaceId: ours, firstSeq: 4 });
  await clients.signer.query("INSERT INTO audit_checkpoint VALUES (5, sha256(''), 'note', now())");
  await clients.signer.query("INSERT INTO audit_cosignature VALUES (5, 'key', 'line', now(), now())");
});

afterAll(async () => {
  await Promise.all(Object.values(clients ?? {}).map((client) => client.end()));
  await database?.drop();
});

describe("what no role may do", () => {
  const statements = TABLES.flatMap((table) => [
    `TRUNCATE ${table}`,
    ...(table === "audit_outbox" ? [] : [`DELETE FROM ${table}`]),
    `DROP TABLE ${table}`,
    `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
  ]);
  const updates = [
    "UPDATE audit_event SET action = 'thing.else'",
    "UPDATE audit_detail SET body = '{}'",
    "UPDATE audit_leaf SET idx = idx + 100",
    "UPDATE audit_tile SET hashes = sha256('x')",
    "UPDATE audit_tree SET size = size - 1",
    "UPDATE audit_checkpoint SET note = 'other'",
    "INSERT INTO audit_checkpoint VALUES (5, sha256(''), 'n', now()) ON CONFLICT (size) DO UPDATE SET note = 'other'",
    "UPDATE audit_cosignature SET line = 'other'",
    "SET session_replication_role = replica",
  ];
  for (const role of ["app", "sequencer", "signer"] as const)
    it.each([...statements, ...updates])(`${role}: %s`, async (statement) => {
      await expect(clients[role].query(statement)).rejects.toMatchObject({ code: "42501" });
    });

  const anothers = {
    app: ["INSERT INTO audit_leaf", "INSERT INTO audit_tile", "INSERT INTO audit_checkpoint"],
    sequencer: ["INSERT INTO audit_event", "INSERT INTO audit_outbox", "INSERT INTO audit_checkpoint"],
    signer: ["INSERT INTO audit_event", "INSERT INTO audit_outbox", "INSERT INTO audit_leaf"],
  } as const;
  for (const role of ["app", "sequencer", "signer"] as const)
    it.each(anothers[role])(`41: ${role}, in another's place: %s`, async (statement) => {
      await expect(clients[role].query(`${statement} DEFAULT VALUES`)).rejects.toMatchObject({
        code: "42501",
      });
    });
  it.each(["app", "signer"] as const)(
    "41: %s, in the sequencer's place: take an event from the queue",
    async (role) => {
      await expect(clients[role].query("DELETE FROM audit_outbox")).rejects.toMatchObject({ code: "42501" });
    },
  );

  const asSigner = [
    "UPDATE audit_stream_map SET root = sha256('x')",
    "INSERT INTO audit_stream_page VALUES ('a', '')",
    "DELETE FROM audit_stream_page",
    "INSERT INTO audit_cosignature VALUES (6, 'key', 'line', now(), now())",
    "INSERT INTO audit_witness VALUES ('key', 'name', 5, now(), now(), NULL)",
    "UPDATE audit_witness SET trouble = NULL",
    "DELETE FROM audit_witness",
  ];
  for (const role of ["app", "sequencer"] as const)
    it.each(asSigner)(`${role}: %s`, async (statement) => {
      await expect(clients[role].query(statement)).rejects.toMatchObject({ code: "42501" });
    });
});

describe("what even the owner is refused until a trigger is disabled", () => {
  it.each([
    "UPDATE audit_event SET action = 'thing.else'",
    "DELETE FROM audit_event",
    "UPDATE audit_detail SET body = '{}'",
    "UPDATE audit_leaf SET idx = idx + 100",
    "DELETE FROM audit_leaf",
    "UPDATE audit_tile SET hashes = sha256('x')",
    "UPDATE audit_tile SET hashes = hashes",
    "DELETE FROM audit_tile",
    "UPDATE audit_tree SET size = 4",
    "DELETE FROM audit_tree",
    "UPDATE audit_checkpoint SET note = 'other'",
    "DELETE FROM audit_checkpoint",
    "UPDATE audit_cosignature SET line = 'other'",
    "DELETE FROM audit_cosignature",
    ...TABLES.map((table) => `TRUNCATE ${table} CASCADE`),
  ])("%s", async (statement) => {
    await expect(clients.owner.query(statement)).rejects.toMatchObject({ code: "42501" });
    await clients.owner.query("BEGIN; SET LOCAL session_replication_role = replica");
    await expect(clients.owner.query(statement)).rejects.toMatchObject({ code: "42501" });
    await clients.owner.query("ROLLBACK");
  });
});

describe("what is checked when an event is written", () => {
  const copy = (changes: Record<string, string>): string => {
    const columns = [
      "uid",
      "workspace_id",
      "stream",
      "stream_seq",
      "action",
      "actor_id",
      "occurred_at",
      "entry",
      "leaf_hash",
      "view",
    ];
    const values = columns.map((column) => changes[column] ?? column);
    return `INSERT INTO audit_event (${columns}) SELECT ${values} FROM audit_event WHERE stream = 'thing/ours' AND stream_seq = 1`;
  };
  it.each([
    [
      "a column that differs from the hashed bytes",
      { uid: "gen_random_uuid()", stream: "'thing/other'" },
      "audit_event_columns",
    ],
    ["bytes that are not what was hashed", { entry: "entry || ' '" }, "audit_event_leaf_hash"],
    ["a view that differs from the bytes", { view: `view || '{"v": 2}'` }, "audit_event_view"],
  ])("%s", async (_name, changes, constraint) => {
    await expect(clients.owner.query(copy(changes))).rejects.toMatchObject({ code: "23514", constraint });
  });

  it("a gap in a stream", async () => {
    await expect(
      writeEvents(clients.app, { count: 1, stream: "thing/gap", workspaceId: ours, firstSeq: 2 }),
    ).rejects.toThrow("Event 2 of stream thing/gap has no predecessor");
    await clients.app.query("ROLLBACK");
  });

  it("an event that is not queued for the log", async () => {
    const unqueue = async () =>
      void (await clients.owner.query(
        "DELETE FROM audit_outbox WHERE event_id = (SELECT max(id) FROM audit_event)",
      ));
    await expect(
      writeEvents(clients.owner, {
        count: 1,
        stream: "thing/unqueued",
        workspaceId: ours,
        beforeCommit: unqueue,
      }),
    ).rejects.toThrow("was not queued for the log");
  });
});

describe("workspaces", () => {
  it("see their own events, and none without one", async () => {
    const seen = async (workspace: string | null) => {
      await clients.app.query("BEGIN");
      if (workspace) await clients.app.query("SELECT set_config('app.workspace', $1, true)", [workspace]);
      const { rows } = await clients.app.query(
        "SELECT (SELECT count(*)::int FROM audit_event WHERE stream LIKE 'thing/%rs') AS events, (SELECT count(*)::int FROM audit_detail) AS details",
      );
      await clients.app.query("COMMIT");
      return rows[0];
    };
    expect(await seen(theirs)).toEqual({ events: 2, details: 2 });
    expect(await seen(null)).toEqual({ events: 0, details: 0 });
  });

  it("cannot write into another's", async () => {
    await clients.app.query("BEGIN");
    await clients.app.query("SELECT set_config('app.workspace', $1, true)", [ours]);
    await expect(
      clients.app.query("INSERT INTO audit_detail VALUES (1, $1, 'x', sha256(''), '{}')", [theirs]),
    ).rejects.toMatchObject({ code: "42501" });
    await clients.app.query("ROLLBACK");
  });
});

it("the sequencer reads no content, the signer entries alone", async () => {
  await expect(clients.sequencer.query("SELECT view FROM audit_event")).rejects.toMatchObject({
    code: "42501",
  });
  for (const beyond of ["SELECT view FROM audit_event", "SELECT 1 FROM audit_detail"])
    await expect(clients.signer.query(beyond)).rejects.toMatchObject({ code: "42501" });
  expect((await clients.signer.query("SELECT entry FROM audit_event")).rowCount).toBe(6);
  await expect(clients.app.query("INSERT INTO audit_leaf VALUES (99, 1)")).rejects.toMatchObject({
    code: "42501",
  });
});
