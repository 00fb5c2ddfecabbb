import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { trainVersions } from "#examples/flight-delay/train.ts";
import type { TrainedVersion } from "#examples/flight-delay/types.ts";
import { callerOfToken } from "#lib/access/admission/caller-of-token.ts";
import { checkCredentials } from "#lib/access/admission/check-credentials.ts";
import type { AuditEntry } from "#lib/audit/entry.ts";
import { withManifest } from "#lib/audit/packet.ts";
import { logEvidence } from "#lib/audit/rows/log-evidence.ts";
import { connect, type Database, type Tx } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { currentExposure } from "#lib/exposure/rows/current-exposure.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import type { EvaluationContent } from "#lib/registry/evaluation.ts";
import { filesFrom } from "#lib/registry/rows/version-files.ts";
import { type ArtifactStore, folderStore } from "#lib/storage/artifact-store.ts";
import { type TestDatabase, testDatabase } from "#lib/testing/databases/database.ts";
import { logConnection } from "#lib/workers/log-connection.ts";
import { sequenceBatch } from "#lib/workers/sequencer.ts";
import { signHead } from "#lib/workers/signer.ts";
import { openSignerFolder } from "#lib/workers/signer-folder.ts";
import { verifyPacket } from "../../bin/verify-packet.ts";
import { type SeededDemonstration, seedDemonstration } from "./demonstration.ts";
import { type MailReceiver, receiveMail } from "./mail-receiver.ts";
import { DEMO_PASSWORD, DEMO_PEOPLE } from "./people.ts";
import { issueTrafficToken } from "./traffic-token.ts";

let database: TestDatabase;
let db: Database;
let folder: string;
let store: ArtifactStore;
let mail: MailReceiver;
let seeded: SeededDemonstration;
let seconds: number;
let versions: TrainedVersion[];
const train = async () => {
  versions ??= await trainVersions();
  return versions;
};

beforeAll(async () => {
  database = await testDatabase();
  db = connect(database.appUrl);
  folder = await mkdtemp(join(tmpdir(), "countersign-seed-"));
  store = folderStore(join(folder, "artifacts"));
  mail = await receiveMail(join(folder, "mail"));
  // Processor time: the machine may be busy with other things.
  const before = process.cpuUsage();
  seeded = await seedDemonstration({ db, store, mail, train });
  const { user, system } = process.cpuUsage(before);
  seconds = (user + system) / 1e6;
}, 240_000);

afterAll(async () => {
  await mail?.stop();
  await db?.close();
  await database?.drop();
  if (folder) await rm(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

const read = <T>(body: (tx: Tx) => Promise<T>) => inWorkspace(db, seeded.workspaceId, body);
const entries = (stream?: string) =>
  read(async (tx) => {
    const rows = await tx.auditEvent.findMany({ where: stream ? { stream } : {}, orderBy: { id: "asc" } });
    return rows.map((row) => row.view as unknown as AuditEntry);
  });
const release = () => read((tx) => tx.release.findFirstOrThrow({ where: { number: 1 } }));

it("takes less than a minute", () => expect(seconds).toBeLessThan(60));

it("has everybody, with a password and no session", async () => {
  for (const { email } of [DEMO_PEOPLE[0]!, DEMO_PEOPLE.at(-1)!])
    expect(
      await checkCredentials(db, { email, password: DEMO_PASSWORD, address: "192.0.2.1" }, new Date()),
    ).toMatchObject({ ok: true });
  expect(await read((tx) => tx.membership.count())).toBe(DEMO_PEOPLE.length);
  const held = await read((tx) => tx.functionAct.findMany({ where: { verb: "confirmed" } }));
  const functions = DEMO_PEOPLE.flatMap((person) => person.functions);
  expect(held.map((grant) => grant.function).sort()).toEqual(functions.sort());
  expect(await read((tx) => tx.personIdentity.count({ where: { level: "mailed" } }))).toBe(
    DEMO_PEOPLE.length,
  );
  expect(await db.prisma.session.count({ where: { endedAt: null } })).toBe(0);
});

describe("the model", () => {
  it("has three versions with their bytes in the store, each with a report on exactly these bytes", async () => {
    const versions = await read((tx) =>
      tx.modelVersion.findMany({ include: { reports: true, cards: true }, orderBy: { number: "asc" } }),
    );
    expect(versions.map((version) => version.number)).toEqual([1, 2, 3]);
    expect(versions.map((version) => version.registeredBy)).toEqual(Array(3).fill("Jonas Lindqvist"));
    expect(versions.map((version) => version.cards.length)).toEqual([1, 2, 2]);
    expect(versions[2]!.parentId).toBe(versions[1]!.id);
    for (const { id, digest, reports } of versions) {
      const files = await read((tx) => filesFrom(tx, id, 0, 10));
      expect(files.map((file) => file.path).sort()).toEqual(
        [
          "data-schema.json",
          "preprocessing.json",
          "requirements.lock",
          "training-config.json",
          "weights.json",
        ].sort(),
      );
      for (const file of files) expect(await bytesOf(file.digest)).toBe(file.size);
      expect(reports.map((report) => [report.subjectDigest, report.producedBy])).toEqual([
        [digest, "Priya Nair"],
      ]);
    }
  });

  it("compares each version with those before it by their registered digests", async () => {
    const versions = await read((tx) =>
      tx.modelVersion.findMany({ include: { reports: true, cards: true }, orderBy: { number: "asc" } }),
    );
    const digests = versions.map((version) => version.digest);
    const against = versions.map(({ reports }) =>
      (reports[0]!.content as unknown as EvaluationContent).comparisons.map((one) => one.against.digest),
    );
    expect(against).toEqual([[], digests.slice(0, 1), digests.slice(0, 2)]);
    const [, second] = versions;
    const content = second!.reports[0]!.content as unknown as EvaluationContent;
    const delta = content.comparisons[0]!.metrics.find((one) => one.metric === "log-loss")!;
    expect(delta.upper).toBeLessThan(0);
    const card = second!.cards.find((one) => one.revision === 2)!;
    expect(card.markdown).toContain(`| log-loss | ${delta.difference!.toFixed(4)} |`);
  });
});

describe("the first release", () => {
  it("was signed by five people, each giving the password again, and is live", async () => {
    const { id, state, pointerId, versionId } = await release();
    expect(state).toBe("released");
    const verdicts = await read((tx) =>
      tx.signature.findMany({ where: { subjectId: id }, orderBy: { signedAt: "asc" } }),
    );
    expect(verdicts.map((one) => [one.seat, one.decision, one.method])).toEqual(
      ["data-science", "engineering", "product", "security", "compliance"].map((seat) => [
        seat,
        "approve",
        "password",
      ]),
    );
    expect(new Set(verdicts.map((one) => one.signerId)).size).toBe(5);
    expect(await db.prisma.stepUp.count({ where: { usedAt: null } })).toBe(0);
    const live = await read((tx) => currentExposure(tx, pointerId));
    expect(live).toMatchObject({ kind: "live", baseVersionId: versionId });
  });

  it("left its events in order", async () => {
    const events = await entries(`release/${(await release()).id}`);
    expect(events.map((event) => event.action)).toEqual([
      "release.opened",
      "release.submitted",
      ...["raised", "answered", "judged"].map((did) => `challenge.${did}`),
      ...Array(5).fill("verdict.cast"),
      ...["approved", "started", "completed"].map((became) => `release.${became}`),
    ]);
  });
});

it("leaves a log in time order that the offline verifier accepts", async () => {
  const times = (await entries()).map((entry) => entry.occurred_at);
  expect(times[0]).toBe("2026-11-02T08:00:00.000Z");
  expect(times.slice(0, -3)).toEqual([...times.slice(0, -3)].sort());
  const { id } = await release();
  const rollout = await read((tx) => tx.rollout.findFirstOrThrow());
  const { folder: written, vkey } = await packetOf([`release/${id}`, `rollout/${rollout.id}`]);
  const report = verifyPacket(written, { vkey });
  expect(report.outcomes.flatMap((outcome) => outcome.findings)).toEqual([]);
});

it("gives the traffic replay a valid token, which a new one revokes", async () => {
  expect(await callerOfToken(db, seeded.trafficToken!, new Date())).toMatchObject({
    kind: "token",
    scopes: ["assignment:evaluate", "telemetry:ingest", "registry:read"],
  });
  const renewed = await issueTrafficToken(db, seeded.workspaceId);
  expect(await callerOfToken(db, seeded.trafficToken!, new Date())).toBeNull();
  expect(await callerOfToken(db, renewed, new Date())).not.toBeNull();
});

it("does nothing the second time", async () => {
  const before = (await entries()).length;
  expect(await seedDemonstration({ db, store, mail })).toEqual({ ...seeded, trafficToken: null });
  expect(await entries()).toHaveLength(before);
});

it("continues where it was interrupted", async () => {
  const other = await testDatabase();
  const otherDb = connect(other.appUrl);
  try {
    let puts = 0;
    const failing: ArtifactStore = {
      ...store,
      put: (...args) => {
        puts += 1;
        if (puts === 8) throw new Error("the disk is full");
        return store.put(...args);
      },
    };
    const interrupted = seedDemonstration({ db: otherDb, store: failing, mail, train });
    await expect(interrupted).rejects.toThrow("the disk is full");
    const { workspaceId } = await seedDemonstration({ db: otherDb, store, mail, train });
    const counted = (tx: Tx) =>
      tx.auditEvent.groupBy({ by: ["action"], _count: true, orderBy: { action: "asc" } });
    const [actions, original] = [await inWorkspace(otherDb, workspaceId, counted), await read(counted)];
    const decided = (counts: typeof actions) =>
      counts.filter(({ action }) => !action.startsWith("session.") && !action.startsWith("token."));
    expect(decided(actions)).toEqual(decided(original));
    expect(await otherDb.prisma.session.count({ where: { endedAt: null } })).toBe(0);
  } finally {
    await otherDb.close();
    await other.drop();
  }
}, 180_000);

async function bytesOf(digest: Digest): Promise<number> {
  const bytes = await store.read(seeded.workspaceId, digest);
  return bytes ? (await new Response(bytes).arrayBuffer()).byteLength : -1;
}

/** Sequences and signs what is there, and writes the log's part of an evidence packet. */
async function packetOf(streams: string[]): Promise<{ folder: string; vkey: string }> {
  const settings = { DATA_FOLDER: folder, DATABASE_URL: "x", SECRET: "s".repeat(32) };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const sequencer = await logConnection(database.sequencerUrl, "test");
  const signer = await logConnection(database.signerUrl, "test");
  try {
    const signing = await openSignerFolder(join(folder, "signer"), "log.example/test");
    await sequenceBatch(sequencer);
    expect(await signHead(signer, signing, folder)).toBeNull();
  } finally {
    await Promise.all([sequencer.end(), signer.end()]);
  }
  const files = await read((tx) =>
    logEvidence(tx, { streams, named: () => new Set(), isPrivate: () => false }),
  );
  if (!files.ok) throw new Error(files.error.message);
  const packet = await mkdtemp(join(folder, "packet-"));
  for (const [name, text] of Object.entries(withManifest({ ...files.value, "release.json": "{}\n" })))
    await writeFile(join(packet, name), text);
  const vkey = (await readFile(join(folder, "signer", "signer.vkey"), "utf8")).trim();
  return { folder: packet, vkey };
}
