import { afterAll, beforeAll, expect, it } from "vitest";
import { connect, type Database } from "#lib/db/client.ts";
import { type TestDatabase, testDatabase } from "#lib/testing/databases/database.ts";
import { holdLease, releaseLease } from "./lease.ts";

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await testDatabase();
  db = connect(database.appUrl);
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

const expire = (work: string) =>
  db.sql.$executeRaw`UPDATE worker_lease SET until = now() - interval '1 second' WHERE work = ${work}`;

it("has one holder, who renews it under the same token", async () => {
  const fence = await holdLease(db, "a", "one");
  expect(fence).toBeGreaterThan(0);
  expect(await holdLease(db, "a", "two")).toBeNull();
  expect(await holdLease(db, "a", "one")).toBe(fence);
  expect(await holdLease(db, "b", "two")).not.toBeNull();
});

it("goes to another once it has expired, under a higher token", async () => {
  const first = await holdLease(db, "c", "one");
  await expire("c");
  const second = await holdLease(db, "c", "two");
  expect(second).toBeGreaterThan(first!);
  expect(await holdLease(db, "c", "one")).toBeNull();
});

it("gives a worker that slept past it a new token, so that its earlier commands are refused", async () => {
  const before = await holdLease(db, "d", "one");
  await expire("d");
  expect(await holdLease(db, "d", "one")).toBeGreaterThan(before!);
});

it("is free at once when released, and only its holder can release it", async () => {
  const first = await holdLease(db, "e", "one");
  await releaseLease(db, "e", "two");
  expect(await holdLease(db, "e", "two")).toBeNull();
  await releaseLease(db, "e", "one");
  expect(await holdLease(db, "e", "two")).toBeGreaterThan(first!);
});

it("is won by exactly one of many concurrent workers", async () => {
  for (const round of [1, 2, 3]) {
    const asked = await Promise.all(
      Array.from({ length: 10 }, (_, at) => holdLease(db, "f", `${round}/${at}`)),
    );
    expect(asked.filter((fence) => fence !== null)).toEqual([round]);
    await expire("f");
  }
});
