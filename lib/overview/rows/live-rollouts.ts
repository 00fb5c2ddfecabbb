import type { Tx } from "#lib/db/client.ts";
import { percentOfWeight } from "#lib/exposure/rows/live-on-pointers.ts";
import { DAY_MS, SECOND_MS } from "#lib/kernel/time.ts";
import type { LiveRollout } from "#lib/overview/views/live-rollout.ts";
import { isWatched } from "#lib/rollouts/rollout.ts";
import { judgeNow } from "#lib/rollouts/rows/judge-now.ts";
import { type RolloutFile, readRollout } from "#lib/rollouts/rows/lock-rollout.ts";

/** Rollouts that expose somebody or are rolling back. */
export const LIVE_STATES = ["running", "paused", "halted", "rolling-back"] as const;

/** Rollouts on one screen of the home page. */
const SHOWN_MAX = 12;
/** A rolled-back rollout stays listed this long. */
const AFTERMATH_MS = DAY_MS;

/** Live rollouts and those rolled back in the last day, worst first. Judged from the present evidence. */
export async function liveRollouts(tx: Tx, now: Date): Promise<LiveRollout[]> {
  const rows = await tx.$queryRaw<{ number: number }[]>`
    SELECT number FROM rollout
    WHERE state = ANY(${[...LIVE_STATES]})
       OR (state = 'rolled-back' AND ended_at > ${new Date(now.getTime() - AFTERMATH_MS)})
    ORDER BY started_at DESC LIMIT ${SHOWN_MAX}`;
  const found: LiveRollout[] = [];
  for (const { number } of rows) {
    const file = await readRollout(tx, number);
    if (file.ok) found.push(await viewOf(tx, file.value, now));
  }
  return found.sort((a, b) => badness(b) - badness(a) || b.number - a.number);
}

async function viewOf(tx: Tx, file: RolloutFile, now: Date): Promise<LiveRollout> {
  const { rollout, plan, stage, release, pointer, base, candidate, exposure } = file;
  const incident = await tx.incident.findFirst({
    where: { rolloutId: rollout.id, closedAt: null },
    orderBy: { number: "desc" },
  });
  const mine = exposure?.rolloutId === rollout.id ? exposure : null;
  return {
    number: rollout.number,
    release: release.number,
    model: pointer.model.name,
    version: candidate.number,
    base: base?.number ?? null,
    pointer: pointer.name,
    state: rollout.state,
    stage: stage.name,
    stageIndex: rollout.stageIndex,
    stages: plan.stages.length,
    exposurePercent: percentOfWeight(mine?.candidateWeight ?? 0),
    ...(await standingOf(tx, file, now)),
    incident: incident?.number ?? null,
    startedAt: rollout.startedAt.toISOString(),
    endedAt: rollout.endedAt?.toISOString() ?? null,
  };
}

async function standingOf(
  tx: Tx,
  file: RolloutFile,
  now: Date,
): Promise<Pick<LiveRollout, "due" | "because" | "silent">> {
  const { rollout, plan } = file;
  const ended = rollout.because ? [rollout.because] : [];
  if (!isWatched(rollout.state)) return { due: null, because: ended, silent: [] };
  const { verdicts, decision, because } = await judgeNow(tx, file, now);
  const inStageMs = now.getTime() - rollout.stageEnteredAt.getTime();
  const quiet = verdicts.flatMap(({ state, reason }, at) => {
    const { title, maxStalenessSeconds } = plan.guardrails[at]!;
    // A stage that has just begun is not yet expected to have evidence.
    const late = state === "STALE" || (state === "NO_DATA" && inStageMs > maxStalenessSeconds * SECOND_MS);
    return late ? [{ guardrail: title, reason }] : [];
  });
  return { due: decision.kind, because: rollout.state === "halted" ? ended : [...because], silent: quiet };
}

/** How urgently a rollout needs attention. */
function badness({ state, due, silent: quiet }: LiveRollout): number {
  if (state === "rolling-back") return 6;
  if (state === "halted" || due === "roll-back" || due === "halt") return 5;
  if (state === "rolled-back") return 4;
  if (quiet.length > 0) return 3;
  if (state === "paused") return 2;
  return due === "hold" ? 1 : 0;
}
