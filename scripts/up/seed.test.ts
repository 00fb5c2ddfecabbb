import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "#lib/testing/databases/database.ts";
import { everythingStored } from "#lib/testing/databases/everything-stored.ts";
import { seed } from "./seed.ts";

let database: TestDatabase;
let data: string;
beforeEach(async () => {
  database = await testDatabase();
  data = await mkdtemp(join(tmpdir(), "countersign-seed-"));
});
afterEach(async () => {
  await database.drop();
  await rm(data, { recursive: true, force: true });
});

const start = async (atTerminal: boolean) => {
  const said: string[] = [];
  const { appUrl: cs_app, sequencerUrl: cs_sequencer, signerUrl: cs_signer } = database;
  const urls = { cs_app, cs_sequencer, cs_signer };
  const seeded = await seed({
    data,
    urls,
    empty: true,
    mail: null,
    atTerminal,
    say: (line) => said.push(line),
  });
  return { ...seeded, said: said.join("\n") };
};

describe("the first admin's password", () => {
  it("is given once, to the terminal that asked, and stored nowhere", async () => {
    const { password, people } = await start(true);
    expect(people).toMatchObject([{ email: "admin@localhost.localdomain" }]);
    expect(password).toMatch(/^[\w-]{16}$/);
    expect(await everythingStored(database.ownerUrl)).not.toContain(password);
    expect(await start(true)).toMatchObject({ password: null, people: [] });
  });

  it("is given to nobody where there is no terminal, now or later", async () => {
    expect(await start(false)).toMatchObject({
      password: null,
      said: "",
      people: [{ title: "first admin" }],
    });
    expect(await start(true)).toMatchObject({ password: null, people: [] });
  });
});
