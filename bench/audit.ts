import { hash, randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import { writeEvents } from "#lib/testing/worlds/audit-log.ts";
import { rootOf, sha256 } from "../bin/verify-packet.ts";
import { atMost, type Bench, type Figure, type Measuring, shareAtLeast } from "./figure.ts";
import { type Installation, startInstallation } from "./rig/installation.ts";
import { inTurn, quantile, sleep } from "./rig/sample.ts";

const EVENTS_PER_SECOND = 500;
const WRITERS = 8;
const LOOK_MS = 5;
const PATIENCE_MS = 20_000;

const LEAVES = 20_000;
const ENTRY_BYTES = 650;
const ROUNDS = 9;

/** How long an event waits to be sequenced, and how fast an auditor's machine verifies the leaves. */
export const audit: Bench = async (measuring) => {
  const installation = await startInstallation({ sequencer: true });
  try {
    return [await sequencingLag(installation, measuring), await leavesVerified()];
  } finally {
    await installation.stop();
  }
};

/**
 * Events written as the runner writes them, 500 a second, with the real sequencer running. The lag is from the answer
 * to the event's commit to the first query, every few milliseconds, that finds its leaf.
 */
async function sequencingLag(
  { ownerUrl, world }: Installation,
  { seconds, say }: Measuring,
): Promise<Figure> {
  const watcher = await connected(ownerUrl);
  const writers = await Promise.all(Array.from({ length: WRITERS }, () => connected(ownerUrl)));
  const committedMs = new Map<string, number>();
  const perWriter = Math.round((seconds * EVENTS_PER_SECOND) / WRITERS);
  const began = performance.now();
  const write = async (client: pg.Client, writer: number) => {
    const of = { count: 1, stream: `bench/${randomUUID()}`, workspaceId: world.workspaceId };
    for (let n = 0; n < perWriter; n++) {
      const due = began + ((n * WRITERS + writer) * 1000) / EVENTS_PER_SECOND;
      await sleep(Math.max(0, due - performance.now()));
      const [entry] = await writeEvents(client, { ...of, firstSeq: n + 1 });
      committedMs.set(entry!.id, performance.now());
    }
  };
  const writing = Promise.all(writers.map(write)).then(() => performance.now() - began);
  const foundMs = await leavesFound(watcher, WRITERS * perWriter);
  const rate = (WRITERS * perWriter * 1000) / (await writing);
  for (const client of [...writers, watcher]) await client.end();
  const lagsMs = [...foundMs].map(([uid, found]) => Math.max(0, found - committedMs.get(uid)!));
  say(`audit: ${rate.toFixed(0)} events/s, median lag ${quantile(lagsMs, 0.5).toFixed(0)} ms`);
  const figure = `sequencing lag at ${EVENTS_PER_SECOND} events/s, p99 of ${lagsMs.length}`;
  return atMost({ bench: "audit", figure, unit: "ms", value: quantile(lagsMs, 0.99) }, 500);
}

/** When each new event was first found to have a leaf, until `count` have one. */
async function leavesFound(client: pg.Client, count: number): Promise<Map<string, number>> {
  const foundMs = new Map<string, number>();
  let size = Number((await client.query("SELECT size FROM audit_tree")).rows[0].size);
  let lastMs = performance.now();
  while (foundMs.size < count) {
    const { rows } = await client.query<{ uid: string; idx: string }>(
      `SELECT event.uid, leaf.idx FROM audit_leaf leaf JOIN audit_event event ON event.id = leaf.event_id
       WHERE leaf.idx >= $1 AND event.stream LIKE 'bench/%' ORDER BY leaf.idx`,
      [size],
    );
    const now = performance.now();
    for (const { uid, idx } of rows) {
      foundMs.set(uid, now);
      size = Number(idx) + 1;
    }
    if (rows.length > 0) lastMs = now;
    if (now - lastMs > PATIENCE_MS) throw new Error(`only ${foundMs.size} of ${count} events got a leaf`);
    await sleep(LOOK_MS);
  }
  return foundMs;
}

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}

/**
 * The offline verifier's own leaf path, every entry to its leaf and all leaves to the root, compared with SHA-256
 * alone.
 */
async function leavesVerified(): Promise<Figure> {
  const texts = Array.from({ length: LEAVES }, () => randomBytes(ENTRY_BYTES / 2).toString("hex"));
  const entries = texts.map((text) => Buffer.from(text));
  const leaves = texts.map((text) => sha256(Buffer.of(0), text));
  const root = rootOf(leaves);
  const perSecond = (work: () => void) => async () => {
    const began = performance.now();
    work();
    return (LEAVES * 1000) / (performance.now() - began);
  };
  const verified = perSecond(() => {
    for (const [at, text] of texts.entries())
      if (!leaves[at]!.equals(sha256(Buffer.of(0), text))) throw new Error("a leaf is not its entry's");
    if (!rootOf(leaves).equals(root)) throw new Error("the root is not the leaves'");
  });
  const bare = perSecond(() => {
    for (const entry of entries) hash("sha256", entry, "buffer");
  });
  const measured = await inTurn(ROUNDS, verified, bare);
  const named = { bench: "audit", figure: "leaves verified against bare SHA-256", unit: "1/s" };
  return shareAtLeast({ ...named, value: measured.value }, measured, 0.3);
}
