import { randomUUID } from "node:crypto";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { subjectHasher } from "#lib/crypto/subject-hash.ts";
import { type Bench, shareAtLeast } from "./figure.ts";
import { governance } from "./rig/council.ts";
import { httpOnce, rawRequest } from "./rig/http-load.ts";
import { type Installation, startInstallation } from "./rig/installation.ts";
import { inTurn } from "./rig/sample.ts";

const BATCH_ROWS = 1000;
const BATCHES = 24;
/** A customer has a few rows in a batch, and many over all batches. */
const SUBJECTS = 20_000;
const CONNECTIONS = 4;
const DISTANCES = ["under 400 mi", "400 to 800 mi", "800 to 1,600 mi", "over 1,600 mi"];
const PARTS = ["Morning", "Afternoon", "Evening", "Night"];

const COPY = `COPY prediction (workspace_id, prediction_id, arm, exposure_id, at, score, latency_ms, failed, slices, subject, received_at, day)
  FROM STDIN`;

type Row = ReturnType<typeof rowsOf>[number];

/**
 * Predictions stored a second through the API, with all the work: parsed, validated, stored once, summed into
 * roll-ups. Compared with COPY of rows of the same kind into the same table with the same indexes, by the owner on
 * one connection.
 */
export const ingest: Bench = async ({ seconds, say }) => {
  const installation = await startInstallation();
  const owner = new pg.Client({ connectionString: installation.ownerUrl });
  await owner.connect();
  try {
    await governance(installation).rollOut("flight-delay");
    const exposureId = await exposureOf(owner);
    // As where a reconciler leads, which is told of every batch.
    await owner.query("INSERT INTO worker_lease VALUES ('reconciler', 'bench', 1, 'infinity')");
    const measured = await inTurn(
      Math.max(3, 2 * seconds),
      () => throughApi(installation, exposureId),
      () => byCopy(owner, installation, exposureId),
    );
    say(`ingest: ratios ${measured.ratios.map((each) => each.toFixed(2)).join(" ")}`);
    const figure = `predictions stored, ${CONNECTIONS} connections, batches of ${BATCH_ROWS}, against COPY`;
    return [shareAtLeast({ bench: "ingest", figure, unit: "1/s", value: measured.value }, measured, 0.3)];
  } finally {
    await owner.end();
    await installation.stop();
  }
};

async function exposureOf(owner: pg.Client): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    "SELECT id FROM exposure WHERE kind = 'canary' ORDER BY at DESC LIMIT 1",
  );
  return rows[0]!.id;
}

const rowsOf = (exposureId: string, count: number) =>
  Array.from({ length: count }, (_, n) => ({
    predictionId: randomUUID(),
    exposureId,
    arm: n % 4 === 0 ? "candidate" : "baseline",
    at: new Date(Date.now() - (n % 3000)).toISOString(),
    score: Math.round(Math.random() * 1e6) / 1e6,
    latencyMs: Math.round(Math.random() * 4e4) / 1e3,
    failed: n % 500 === 0,
    subject: `customer ${(n * 7919) % SUBJECTS}`,
    slices: { distance: DISTANCES[n % 4]!, partOfDay: PARTS[(n >> 2) % 4]! },
  }));

async function throughApi({ port, world }: Installation, exposureId: string): Promise<number> {
  const headers = { authorization: `Bearer ${world.token}` };
  const requests = Array.from({ length: BATCHES }, () => {
    const body = { batchId: randomUUID(), predictions: rowsOf(exposureId, BATCH_ROWS) };
    return rawRequest("/api/v1/predictions", headers, JSON.stringify(body));
  });
  const { perSecond } = await httpOnce({ port, requests, connections: CONNECTIONS });
  return perSecond * BATCH_ROWS;
}

const hash = subjectHasher("the bench hashes beside the server", "workspace");

async function byCopy(owner: pg.Client, { world }: Installation, exposureId: string): Promise<number> {
  const now = new Date().toISOString();
  const line = (row: Row) =>
    [
      world.workspaceId,
      row.predictionId,
      row.arm,
      row.exposureId,
      row.at,
      row.score,
      row.latencyMs,
      row.failed,
      JSON.stringify(row.slices),
      hash(row.subject),
      now,
      now.slice(0, 10),
    ].join("\t");
  const text = Buffer.from(
    rowsOf(exposureId, BATCHES * BATCH_ROWS)
      .map((row) => `${line(row)}\n`)
      .join(""),
  );
  const began = performance.now();
  await pipeline([text], owner.query(copyFrom(COPY)));
  return (BATCHES * BATCH_ROWS * 1000) / (performance.now() - began);
}
