import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { openIncident } from "#lib/incidents/commands/open-incident.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { addModel, addVersion } from "#lib/testing/specimens/registry.ts";
import { type TestWorkspace, workspaceIn } from "#lib/testing/worlds/workspace.ts";
import { MODEL, testWorld, type World } from "#lib/testing/worlds/world.ts";
import type { Hit } from "../views/search.ts";
import { search } from "./search.ts";

let world: World;
let other: TestWorkspace;
let stranger: Caller;
let rollout: number;
beforeAll(async () => {
  world = await testWorld();
  ({ rollout } = await world.underWay());
  const { here } = world;
  await world.takeBack(rollout);
  const { id } = await inWorkspace(here.db, here.workspaceId, (tx) =>
    tx.rollout.findFirstOrThrow({ where: { number: rollout } }),
  );
  await here.make(openIncident, { rolloutId: id }, here.system);
  other = await workspaceIn(here.database, "Another House", { now: new Date("2026-11-23T08:00:00.000Z") });
  const author = await other.person("Anna Strange", ["data-scientist", "admin"]);
  stranger = author;
  await addModel(other, author, "their-model");
  await addVersion(other, author, { model: "their-model", bits: "theirs" });
});
afterAll(async () => {
  await other?.db.close();
  await world?.here.close();
});

const find = (q: string, more = {}, caller: Caller = world.people.vic) =>
  world.here.see(search, { q, ...more }, caller);
const nameOf = (hit: Hit): string => {
  if (hit.kind === "model") return hit.name;
  if (hit.kind === "version") return `${hit.model} v${hit.number}`;
  if (hit.kind === "person") return hit.name;
  if (hit.kind === "event") return hit.action;
  return `${hit.kind} ${hit.number}`;
};
const names = async (q: string, more = {}, caller?: Caller) =>
  (await find(q, more, caller)).groups.flatMap(({ hits }) => hits.map(nameOf));
const kinds = async (q: string, more = {}, caller?: Caller) =>
  (await find(q, more, caller)).groups.map(({ kind }) => kind);

describe("search finds", () => {
  it.each([
    ["release 2", "release 2"],
    ["Release 2", "release 2"],
    ["rollout 2", "rollout 2"],
    ["incident 1", "incident 1"],
    ["v2", "flight-delay v2"],
    [`${MODEL} v3`, "flight-delay v3"],
    ["flight", "flight-delay"],
    ["vic", "Vic Adeyemi"],
    ["leaf 0", ""],
  ])("%s first as %s", async (q, first) => {
    expect((await names(q))[0] ?? "").toBe(first);
  });

  it("what has a state, in the word that pages show, complete or begun", async () => {
    for (const q of ["rolled back", "Rolled b", "BACK rolled"]) {
      const found = await names(q);
      expect(found, q).toEqual(expect.arrayContaining(["release 2", "rollout 2", "incident 1"]));
      expect(found, q).not.toContain("release 1");
    }
    expect(await names("released")).toContain("release 1");
    expect(await names("open")).toEqual(["incident 1"]);
    expect(await names("live")).toEqual([`${MODEL} v1`]);
    expect((await names("high tier"))[0]).toBe(MODEL);
    expect(await names("normal change release 2")).toEqual(["release 2"]);
    expect(await names(`rolled back ${MODEL} v3`)).toEqual([]);
  });

  it("what a person did under their name", async () => {
    const found = await find("jonas");
    expect(found.groups[0]!.hits).toMatchObject([{ kind: "person", name: "Jonas Lindqvist" }]);
    expect(await names("jonas")).toContain("release 1");
    expect(await names("rhea", { kind: "rollout" })).toContain("rollout 1");
  });

  it("a digest: whole, its beginning, and as pages shorten it", async () => {
    const { digest } = world.versions[1]!;
    const hex = digest.slice("sha256:".length);
    for (const q of [digest, hex, hex.slice(0, 8), `sha256 ${hex.slice(0, 4)}…${hex.slice(-4)}`])
      expect(await names(q), q).toEqual([`${MODEL} v2`]);
    expect(await names(`${hex.slice(0, 63)}${hex.endsWith("0") ? "1" : "0"}`)).toEqual([]);
    const release = await find("release 2", { kind: "release" });
    const [hit] = release.groups[0]!.hits;
    expect(await names(hit?.kind === "release" ? hit.digest : "")).toEqual(["release 2"]);
    const row = await inWorkspace(world.here.db, world.here.workspaceId, async (tx) => ({
      rollout: await tx.rollout.findFirstOrThrow({ where: { number: 2 } }),
      report: await tx.evaluationReport.findFirstOrThrow({ orderBy: { createdAt: "asc" } }),
      release: await tx.release.findFirstOrThrow({ where: { number: 2 } }),
    }));
    expect(await names(row.rollout.planDigest)).toContain("rollout 2");
    expect(await names(row.report.digest)).toContain(`${MODEL} v1`);
    const [section] = Object.values(row.release.sectionDigests as Record<string, string>);
    expect(await names(section!)).toContain("release 2");
  });

  it("an event by its id", async () => {
    const { uid } = await inWorkspace(world.here.db, world.here.workspaceId, (tx) =>
      tx.auditEvent.findFirstOrThrow({ where: { action: "rollout.rolled-back" } }),
    );
    expect(await names(uid)).toEqual(["rollout.rolled-back"]);
  });
});

describe("what was typed", () => {
  it.each(["%", "_", "\\", "'", "''; DROP TABLE release", "()", "zebra", "v99", "release 99"])(
    "%s is only text",
    async (q) => {
      expect(await names(q)).toEqual([]);
    },
  );

  it("may be nothing, and finds nothing then", async () => {
    const { groups } = await world.here.see(search, {}, world.people.vic);
    expect(groups).toEqual([]);
  });

  it("puts kinds with an exact match first, and pages through one kind without repeats", async () => {
    expect((await kinds("release 1"))[0]).toBe("release");
    expect((await kinds("v2"))[0]).toBe("version");
    const seen: string[] = [];
    for (let cursor: string | null = "0"; cursor !== null; ) {
      const { groups }: Awaited<ReturnType<typeof find>> = await find("flight", {
        kind: "version",
        limit: 1,
        cursor,
      });
      seen.push(...groups.flatMap(({ hits }) => hits.map(nameOf)));
      cursor = groups[0]?.nextCursor ?? null;
    }
    expect(seen).toEqual([`${MODEL} v3`, `${MODEL} v2`, `${MODEL} v1`]);
  });
});

describe("nobody finds", () => {
  it("what is another workspace's: neither names, numbers, digests, people nor events", async () => {
    const theirs = (q: string) => other.see(search, { q, limit: 50 }, stranger);
    const { uid } = await inWorkspace(world.here.db, world.here.workspaceId, (tx) =>
      tx.auditEvent.findFirstOrThrow(),
    );
    for (const q of [
      MODEL,
      "release 1",
      "v2",
      "vic",
      "rolled back",
      world.versions[1]!.digest,
      uid,
      "production",
    ])
      expect((await theirs(q)).groups, q).toEqual([]);
    expect((await theirs("their")).groups.map(({ kind }) => kind)).toEqual(["model", "version"]);
    expect(await names("Strange")).toEqual([]);
  });

  it("a kind without its permission", async () => {
    const token = (scopes: string[]): Caller => ({
      kind: "token",
      id: "0197a1c0-0000-7000-8000-0000000000aa",
      name: "CI",
      workspaceId: world.here.workspaceId,
      scopes,
    });
    expect(await kinds("flight", {}, token(["registry:read"]))).toEqual(["model", "version"]);
    expect((await find("vic", {}, token(["registry:read", "release:read"]))).searched).toEqual([
      "model",
      "version",
      "release",
    ]);
    expect(await names("release 2", { kind: "release" }, token(["registry:read"]))).toEqual([]);
    const viewer = await world.here.person("Vera Lind", ["viewer"]);
    expect(await names("vic", {}, viewer)).toEqual([]);
    expect(await world.here.ask(search, { q: "v2" }, token(["telemetry:ingest"]))).toMatchObject({
      error: { kind: "forbidden" },
    });
  });
});
