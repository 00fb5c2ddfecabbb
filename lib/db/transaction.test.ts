import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Prisma } from "#generated/prisma/client.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import type { Tx } from "./client.ts";
import { inWorkspace } from "./transaction.ts";

let here: TestWorkspace;
beforeAll(async () => {
  here = await testWorkspace();
});
afterAll(() => here?.close());

const inside = <T>(body: (tx: Tx) => Promise<T>, more = {}): Promise<T> =>
  inWorkspace(here.db, here.workspaceId, body, more);
const insert = (tx: Tx) => tx.$executeRaw`
  INSERT INTO workspace_counter (workspace_id, noun, value)
  VALUES (${here.workspaceId}::uuid, ${`row ${crypto.randomUUID()}`}, 1)`;
const counted = (tx: Tx) => tx.workspaceCounter.count({ where: { noun: { startsWith: "row" } } });

describe("SQL of a transaction", () => {
  it("shares its connection with the models, in the order of the code", async () => {
    const seen = await inside(async (tx) => {
      const before = await counted(tx);
      await insert(tx);
      return [before, await counted(tx)];
    });
    expect(seen[1]).toBe(seen[0]! + 1);
  });

  it("finds its connection where the server's pool meets the copy of this code built with the pages", async () => {
    vi.resetModules();
    const copy = await import("./transaction.ts");
    expect(copy.inWorkspace).not.toBe(inWorkspace);
    expect(await copy.inWorkspace(here.db, here.workspaceId, (tx) => tx.$queryRaw`SELECT 1 AS one`)).toEqual([
      { one: 1 },
    ]);
  });

  it("rolls back with it", async () => {
    const before = await inside(counted);
    const failing = inside(async (tx) => {
      await insert(tx);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await inside(counted)).toBe(before);
  });

  it("is refused once the transaction has ended, and never reaches the connection's next holder", async () => {
    let escaped: Tx | undefined;
    await inside(async (tx) => {
      escaped = tx;
    });
    await expect(insert(escaped!)).rejects.toThrow("The transaction is over");
  });

  it("is refused after its timeout", async () => {
    const before = await inside(counted);
    const late = inside(
      async (tx) => {
        await new Promise((done) => setTimeout(done, 1500));
        await insert(tx);
      },
      { secondsMax: 1 },
    );
    await expect(late).rejects.toThrow();
    expect(await inside(counted)).toBe(before);
  });

  it("of two concurrent ones goes to separate connections", async () => {
    const pids = await Promise.all(
      [1, 2].map(() =>
        inside(async (tx) => {
          const [first] = await tx.$queryRaw<[{ pid: number }]>`SELECT pg_backend_pid() AS pid`;
          await tx.$queryRaw`SELECT pg_sleep(0.1)`;
          const [second] = await tx.$queryRaw<[{ pid: number }]>`SELECT pg_backend_pid() AS pid`;
          expect(second.pid).toBe(first.pid);
          return first.pid;
        }),
      ),
    );
    expect(new Set(pids).size).toBe(2);
  });
});

describe("its results", () => {
  it("have the same types as from the object mapper", async () => {
    const at = new Date("2026-11-26T08:00:00.123Z");
    const [row] = await inside(
      (tx) =>
        tx.$queryRaw<Record<string, unknown>[]>`
        SELECT 9007199254740993::int8 AS eight, 4::int4 AS four, 0.5::float8 AS float, ${at}::timestamptz AS at,
               '{"a": [1]}'::jsonb AS json, ${["a", 'b"c']}::text[] AS texts, ${new Uint8Array([0, 255])}::bytea AS bytes,
               NULL::text AS nothing, true AS yes`,
    );
    expect(row).toEqual({
      eight: 9_007_199_254_740_993n,
      four: 4,
      float: 0.5,
      at,
      json: { a: [1] },
      texts: ["a", 'b"c'],
      bytes: Buffer.from([0, 255]),
      nothing: null,
      yes: true,
    });
  });

  it("accept composed parts, with values numbered across them", async () => {
    const part = Prisma.sql`(${2}::int + ${3}::int)`;
    const [row] = await inside(
      (tx) => tx.$queryRaw<[{ sum: number; one: number }]>`SELECT ${1}::int AS one, ${part} AS sum`,
    );
    expect(row).toEqual({ one: 1, sum: 5 });
  });
});
