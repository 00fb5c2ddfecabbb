import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { getConstructionPlans } from "pg-boss";
import { expect, it } from "vitest";
import { openApi } from "#lib/api/openapi/document.ts";
import { table } from "#lib/api/table.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { writePacket } from "#lib/testing/packets/packet-folder.ts";
import { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { RELEASE_CHECKS } from "../../../bin/packet-checks.ts";
import { verifyPacket } from "../../../bin/verify-packet.ts";
import { type KeptMeta, keptAt } from "./fixture.ts";
import { dumpRows } from "./rows.ts";
import { liveThrough } from "./story.ts";

/** Run by `scripts/keep-fixture.ts`: not a test, but it needs the tests' cluster. */
const day = process.env["KEPT_DAY"]!;
const kept = keptAt(day);

it("records what this version writes", { timeout: 600_000 }, async () => {
  const world = await testWorld();
  const log = await sealedLog(world.here.database);
  const lived = await liveThrough(world, log);
  const meta: KeptMeta = { ...(await factsOf(world, lived)), vkey: log.vkey };
  rmSync(kept.database, { recursive: true, force: true });
  mkdirSync(kept.database, { recursive: true });
  writeJson(join(kept.database, "meta.json"), meta);
  const rows = await withClient(world.here.database.ownerUrl, dumpRows);
  writeFileSync(join(kept.database, "rows.sql.gz"), gzipSync(rows, { level: 9 }));
  writeFileSync(join(kept.database, "queue.sql.gz"), gzipSync(getConstructionPlans("pgboss"), { level: 9 }));
  cpSync(join(log.dataFolder, "signer"), join(kept.database, "signer"), { recursive: true });
  await keepPackets(world, meta);
  mkdirSync(join(kept.openApi, ".."), { recursive: true });
  writeJson(kept.openApi, openApi(versionOfPackage(), table));
  await log.close();
  await world.here.close();
});

const writeJson = (path: string, value: unknown): void =>
  writeFileSync(path, `${JSON.stringify(value, null, 1)}\n`);

const versionOfPackage = (): string => JSON.parse(readFileSync("package.json", "utf8")).version;

type Lived = Awaited<ReturnType<typeof liveThrough>>;

async function factsOf({ here, people }: World, { more, releases: told, ...lived }: Lived) {
  const { events, things, differences } = await here.see(replay, {}, people.vic);
  expect(differences).toEqual([]);
  const migrations = await withClient(here.database.ownerUrl, async (client) => {
    const { rows } = await client.query<KeptMeta["migrations"][number]>(
      "SELECT migration_name AS name, checksum AS sha256 FROM _prisma_migrations ORDER BY 1",
    );
    return rows;
  });
  const numbered = { select: { number: true, state: true }, orderBy: { number: "asc" } } as const;
  const found = await inWorkspace(here.db, here.workspaceId, async (tx) => ({
    releases: await tx.release.findMany(numbered),
    rollouts: await tx.rollout.findMany(numbered),
    incidents: (await tx.incident.findMany()).map(({ number }) => number),
    proposals: await tx.policyProposal.findMany({
      select: { id: true, digest: true, state: true },
      orderBy: { proposedAt: "asc" },
    }),
  }));
  return {
    migrations,
    workspaceId: here.workspaceId,
    now: here.clock.now.toISOString(),
    people: { ...people, ...more },
    replayed: { events, things },
    ...found,
    ...lived,
    told,
  };
}

/** The exported packets, with the findings of this version's checks. */
async function keepPackets({ here, people }: World, { told, vkey }: KeptMeta): Promise<void> {
  rmSync(kept.packets, { recursive: true, force: true });
  const said: Record<string, unknown> = {};
  for (const [name, release] of Object.entries(told)) {
    const { files } = await here.see(evidencePacket, { release }, people.vic);
    const folder = writePacket(join(kept.packets, name), files);
    const { exitCode, outcomes } = verifyPacket(folder, { vkey, checks: RELEASE_CHECKS });
    expect(exitCode, JSON.stringify(outcomes)).toBe(0);
    said[name] = Object.fromEntries(outcomes.map(({ check, says }) => [check, says]));
  }
  writeFileSync(join(kept.packets, "vkey"), `${vkey}\n`);
  writeJson(join(kept.packets, "said.json"), said);
}
