import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { History } from "../load/history.ts";
import type { Installation } from "../rig/installation.ts";
import { acknowledgedEvents } from "./acknowledged.ts";
import { leavesAndRoots } from "./log-tree.ts";
import { telemetryCounted } from "./telemetry-counted.ts";

/** The result of a run: sentences of what does not hold, and the figures when all does. */
export type Findings = { readonly faults: string[]; readonly figures: Record<string, number | string> };

const CAUGHT_UP_SECONDS_MAX = 40;

/**
 * Checks everything that must hold after any fault, once the processes have recovered: acknowledged work is there
 * once, the log is one append-only tree, the tables match the log, and a packet verifies.
 */
export async function holdInvariants(
  installation: Installation,
  history: History,
  packetOf?: number,
): Promise<Findings> {
  const faults: string[] = [];
  await caughtUp(installation, faults);
  const tree = await leavesAndRoots(installation, [...history.checkpoints], faults);
  const acknowledged = await acknowledgedEvents(installation, history, faults);
  const telemetry = await telemetryCounted(installation, history, faults);
  await commandLineAgrees(installation, faults);
  if (packetOf !== undefined) await packetProves(installation, history, packetOf, faults);
  return { faults, figures: { ...acknowledged, ...telemetry, ...tree, clients: history.inWords() } };
}

/** Every event is sequenced and signed without intervention. */
export async function caughtUp({ sql }: Installation, faults: string[]): Promise<void> {
  const deadline = Date.now() + CAUGHT_UP_SECONDS_MAX * 1000;
  let state: { waiting: string; size: string; signed: string } | undefined;
  do {
    [state] = await sql<{ waiting: string; size: string; signed: string }>(
      `SELECT (SELECT count(*) FROM audit_outbox) AS waiting, size,
              coalesce((SELECT max(size) FROM audit_checkpoint), 0) AS signed FROM audit_tree`,
    ).catch(() => []);
    if (state?.waiting === "0" && state.size === state.signed) return;
    await sleep(100);
  } while (Date.now() < deadline);
  faults.push(`the log did not catch up in ${CAUGHT_UP_SECONDS_MAX} s: ${JSON.stringify(state)}`);
}

async function commandLineAgrees({ cli }: Installation, faults: string[]): Promise<void> {
  const [replayed, recomputed] = await Promise.all([cli("replay"), cli("log", "verify")]);
  if (replayed.code !== 0) faults.push(`replay: ${replayed.out.trim()}`);
  if (recomputed.code !== 0) faults.push(`log verify: ${recomputed.out.trim()}`);
}

/** The release's packet against the log's key and the oldest checkpoint handed out. */
async function packetProves(
  { cli, data }: Installation,
  { checkpoints }: History,
  release: number,
  faults: string[],
): Promise<void> {
  const folder = join(data, `packet-${release}`);
  const kept = join(data, "kept-checkpoints");
  await mkdir(kept, { recursive: true });
  const options: string[] = [];
  for (const [n, note] of [...checkpoints].slice(0, 3).entries()) {
    await writeFile(join(kept, String(n)), note);
    options.push("--checkpoint", join(kept, String(n)));
  }
  const exported = await cli("export", String(release), "--out", folder);
  if (exported.code !== 0) faults.push(`export: ${exported.out.trim()}`);
  if (exported.code !== 0) return;
  const verified = await cli("verify", folder, "--vkey", join(data, "signer/signer.vkey"), ...options);
  if (verified.code !== 0) faults.push(`verify: ${verified.out.trim()}`);
}
