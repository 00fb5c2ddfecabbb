import { inWorkspace } from "#lib/db/transaction.ts";
import type { Arm } from "#lib/exposure/bucketing.ts";
import { plannedCandidateShare } from "#lib/exposure/exposure.ts";
import { secondsLater } from "#lib/kernel/time.ts";
import { confirmRollout } from "#lib/rollouts/commands/confirm-rollout.ts";
import { judgeRollout } from "#lib/rollouts/commands/judge-rollout.ts";
import { rollBackRollout } from "#lib/rollouts/commands/roll-back-rollout.ts";
import { readRollout } from "#lib/rollouts/rows/lock-rollout.ts";
import { exposureOfStage } from "#lib/rollouts/stage-exposure.ts";
import { outcome, prediction, sender } from "./telemetry.ts";
import type { Person, TestWorkspace } from "./workspace.ts";

/** What an arm answers: the probability given to what happens, and how long it takes. */
type Answers = { readonly score?: number; readonly latencyMs?: number };

/** Both arms of a stage together. */
const ROWS = 1200;

/** What happens to a rollout under way: traffic, the judge, and its end by hand. */
export function rollingOut(here: TestWorkspace, { rhea }: { rhea: Person }) {
  /** Traffic in the rollout's present stage, whole and known by the time of the next command. */
  const observe = async (rollout: number, answers: Partial<Record<Arm, Answers>> = {}) => {
    const file = await inWorkspace(here.db, here.workspaceId, (tx) => readRollout(tx, rollout));
    if (!file.ok) throw new Error(file.error.message);
    const { exposureId } = file.value.rollout;
    const share = plannedCandidateShare(exposureOfStage(file.value.plan, file.value.stage));
    const shares = { baseline: 1 - share, candidate: share };
    const at = secondsLater(here.clock.now, 50);
    const rows = (["baseline", "candidate"] as const).flatMap((arm) =>
      Array.from({ length: Math.round(ROWS * shares[arm]) }, (_, i) => {
        const { score = 0.7, latencyMs = 20 } = answers[arm] ?? {};
        // A little spread, the same in both arms: no arm is a constant.
        const spread = ((i % 11) - 5) / 100;
        return prediction(exposureId!, at, { arm, score: score + spread, latencyMs: latencyMs + spread });
      }),
    );
    const { predictions, outcomes } = sender(here);
    const known = secondsLater(at, 1);
    const labels = rows.map(({ predictionId }) => outcome(predictionId, 1, at));
    for (const sent of [await predictions(rows, known), await outcomes(labels, known)])
      if (!sent.ok) throw new Error(JSON.stringify(sent.error));
  };

  /** The reconciler's look, with the leadership of `fence`. */
  const judge = (rollout: number, fence = 1) =>
    here.attempt(judgeRollout, { rollout, fence, detectedAt: secondsLater(here.clock.now, 60) }, here.system);

  /** Ends the rollout so that version 1 is live again, whatever state it is in. */
  const takeBack = async (rollout: number) => {
    await here.attempt(rollBackRollout, { rollout, reason: "The test is over." }, rhea);
    await here.attempt(confirmRollout, { rollout, actuatedAt: here.clock.now }, here.system);
  };
  return { observe, judge, takeBack };
}
