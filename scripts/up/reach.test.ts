import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashPassword } from "#lib/crypto/password-hash.ts";
import { connect, type Database } from "#lib/db/client.ts";
import { type TestDatabase, testDatabase } from "#lib/testing/databases/database.ts";
import { type TestWorkspace, workspaceIn } from "#lib/testing/worlds/workspace.ts";
import { ALEX, DEMO_PASSWORD } from "../../prisma/seed/people.ts";
import { locally, reachedFromElsewhere, refusePublicPassword } from "./reach.ts";

const HERE = "http://localhost:3000";

describe("where a server is reached from", () => {
  it.each([
    ["127.0.0.1", HERE, null],
    ["::1", "http://[::1]:3000", null],
    ["0.0.0.0", HERE, "0.0.0.0"],
    ["192.168.1.5", HERE, "192.168.1.5"],
    ["127.0.0.1", "https://countersign.example", "https://countersign.example"],
  ])("listening on %s as %s: %s", (host, publicUrl, elsewhere) =>
    expect(reachedFromElsewhere({ host, publicUrl })).toBe(elsewhere),
  );

  it.each([
    ["127.0.0.1", "localhost"],
    ["0.0.0.0", "localhost"],
    ["::", "localhost"],
    ["192.168.1.5", "192.168.1.5"],
    ["2001:db8::5", "[2001:db8::5]"],
  ])("listening on %s it is %s to this machine", (host, name) => expect(locally(host)).toBe(name));
});

describe("the demonstration's public password", () => {
  let database: TestDatabase;
  let db: Database;
  let here: TestWorkspace;
  beforeAll(async () => {
    database = await testDatabase();
    db = connect(database.appUrl, { poolSize: 1 });
  });
  afterAll(async () => {
    await db?.close();
    await here?.close();
  });
  const everywhere = { host: "0.0.0.0", publicUrl: HERE };
  const start = (reach: typeof everywhere, empty = false) =>
    refusePublicPassword(database.appUrl, { reach, empty });

  it("is neither made nor served where others reach the server", async () => {
    await expect(start(everywhere)).rejects.toThrow(/password is public.*0\.0\.0\.0/);
    await start(everywhere, true);
    await start({ host: "127.0.0.1", publicUrl: HERE });

    here = await workspaceIn(database, "Skyline");
    await start(everywhere);
    const { id } = await here.person(ALEX.name, ["admin"]);
    const change = (data: object) => db.prisma.person.update({ where: { id }, data });
    await change({ email: ALEX.email, passwordHash: await hashPassword(DEMO_PASSWORD) });
    for (const reach of [everywhere, { host: "127.0.0.1", publicUrl: "https://countersign.example" }])
      for (const empty of [true, false]) await expect(start(reach, empty)).rejects.toThrow(/--empty --data/);
    await start({ host: "127.0.0.1", publicUrl: HERE });

    await change({ passwordHash: await hashPassword("four quiet lanterns") });
    await start(everywhere);
  });
});
