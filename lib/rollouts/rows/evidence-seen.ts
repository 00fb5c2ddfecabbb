import type { Tx } from "#lib/db/client.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { Evidence } from "#lib/rollouts/evidence.ts";
import { placeOf } from "./arm-stretches.ts";
import { evidenceNews, type News } from "./evidence-news.ts";
import { sourceOf } from "./gather-evidence.ts";
import { keptApartOf } from "./kept-apart.ts";
import { keptReads } from "./kept-reads.ts";
import type { KeptApart, KeptSums, PlaceIn } from "./kept-sums.ts";
import { loadKept } from "./load-kept.ts";
import { readsOf } from "./plan-reads.ts";
import type { EvidenceSource } from "./rollup-sums.ts";
import { gatherStageEvidence, type StageOfRollout } from "./stage-evidence.ts";

/** What this process keeps of an exposure, and where it is in what follows. */
type Kept = {
  readonly sums: KeptSums;
  readonly mark: string | null;
  readonly lastId: bigint;
  readonly key: string;
  readonly asOfMs: number;
  /** When the stage was entered: its stretches are counted from then. */
  readonly enteredMs: number;
  readonly evidence: Evidence;
};

/** By exposure. In this process alone: a new one reads everything once. */
const kept = new Map<string, Kept>();
const KEPT_MAX = 1000;

type Looked = StageOfRollout & {
  readonly exposureId: string;
  readonly source: EvidenceSource;
  readonly apart: KeptApart;
  readonly placeIn: PlaceIn;
};

/**
 * The evidence of the stages that rollouts are in, in their order; null where it could not be read. Only what was added since
 * the last time is read; where that does not lead to what is stored, everything is.
 */
export async function evidenceSeen(
  tx: Tx,
  stages: readonly StageOfRollout[],
  asOf: Date,
): Promise<(Evidence | null)[]> {
  const looked = stages.map((stage) => lookedAt(stage, asOf));
  // Taken out until it is whole again: a look at the same time, or one that fails, leaves no half of it.
  const before = new Map(looked.map(({ exposureId }) => [exposureId, takeOut(exposureId)]));
  const followed = looked.map(({ exposureId }) => {
    const { mark = null, lastId = 0n } = before.get(exposureId) ?? {};
    return { exposureId, mark, lastId };
  });
  const news = await evidenceNews(tx, followed);
  const follows = ({ exposureId, rollout }: Looked) => {
    const last = before.get(exposureId);
    if (last === undefined || news.get(exposureId)!.additions === null) return false;
    return last.asOfMs <= asOf.getTime() && last.enteredMs === rollout.stageEnteredAt.getTime();
  };
  const loaded = await loadKept(
    tx,
    looked.filter((each) => !follows(each)),
  );
  const found: (Evidence | null)[] = [];
  for (const each of looked) {
    const { exposureId } = each;
    const last = follows(each) ? before.get(exposureId)! : null;
    const next = await see(
      tx,
      each,
      { last, sums: loaded.get(exposureId), news: news.get(exposureId)! },
      asOf,
    );
    if (next) remember(exposureId, next);
    found.push(next?.evidence ?? null);
  }
  return found;
}

function lookedAt(stage: StageOfRollout, asOf: Date): Looked {
  const exposureId = stage.rollout.exposureId!;
  const source = sourceOf(stage.plan, exposureId, asOf);
  const apart = keptApartOf(stage.plan, source, asOf);
  return { ...stage, exposureId, source, apart, placeIn: placeInOf(stage) };
}

function placeInOf({ plan, stage, rollout }: StageOfRollout): PlaceIn {
  const metrics = new Set(readsOf(plan).stretches);
  const cut = { enteredAt: rollout.stageEnteredAt, deadlineSeconds: stage.deadlineSeconds };
  const place = placeOf(cut, plan.cohortSeconds);
  return (metric, bucketMs) => (metrics.has(metric) ? place(bucketMs) : null);
}

type Known = { readonly last: Kept | null; readonly sums: KeptSums | undefined; readonly news: News };

async function see(tx: Tx, stage: Looked, { last, sums, news }: Known, asOf: Date): Promise<Kept | null> {
  const { mark, lastId } = news;
  const key = keyOf(stage, mark, asOf);
  const at = { mark, lastId, key, asOfMs: asOf.getTime(), enteredMs: stage.rollout.stageEnteredAt.getTime() };
  if (last?.key === key) return { ...last, ...at, evidence: { ...last.evidence, asOf: asOf.toISOString() } };
  const summed = last?.sums ?? sums!;
  for (const addition of last ? news.additions! : []) summed.add(addition, stage.apart, stage.placeIn);
  summed.settle(stage.apart);
  const evidence = await gatherStageEvidence(tx, stage, asOf, keptReads(summed)).catch(() => null);
  return evidence && { sums: summed, ...at, evidence };
}

/** Equal where the evidence can differ in nothing but its `asOf`. */
function keyOf({ rollout, plan, stage }: StageOfRollout, mark: string | null, asOf: Date): string {
  const enteredMs = rollout.stageEnteredAt.getTime();
  return [mark, stage.id, enteredMs, ...bucketsOver(plan, enteredMs, asOf.getTime())].join(" ");
}

/** How many buckets are over and how many have their labels, from the epoch and from the stage's begin. */
function bucketsOver({ cohortSeconds, maturitySeconds }: Plan, enteredMs: number, nowMs: number): number[] {
  const widthMs = cohortSeconds * 1000;
  const matureMs = nowMs - maturitySeconds * 1000;
  return [nowMs, matureMs, nowMs - enteredMs, matureMs - enteredMs].map((ms) => Math.floor(ms / widthMs));
}

function takeOut(exposureId: string): Kept | undefined {
  const found = kept.get(exposureId);
  kept.delete(exposureId);
  return found;
}

/** The newest of those last used; the one unused for longest goes first. */
function remember(exposureId: string, seen: Kept): void {
  kept.set(exposureId, seen);
  if (kept.size > KEPT_MAX) kept.delete(kept.keys().next().value!);
}
