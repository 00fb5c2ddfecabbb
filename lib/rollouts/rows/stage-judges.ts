import type { Tx } from "#lib/db/client.ts";
import { isJudge, JUDGE_VERSION, type JudgeVersion } from "#lib/rollouts/judges.ts";

/** The judge that last gave a verdict in each stage of a rollout; today's where none was given or it is unknown here. */
export async function stageJudges(tx: Tx, rolloutId: string): Promise<(stageIndex: number) => JudgeVersion> {
  const rows = await tx.$queryRaw<{ stageIndex: number; judge: string }[]>`
    SELECT DISTINCT ON (stage_index) stage_index AS "stageIndex", judge_version AS judge
    FROM gate_verdict WHERE rollout_id = ${rolloutId}::uuid ORDER BY stage_index, decided_at DESC`;
  const byStage = new Map(rows.map(({ stageIndex, judge }) => [stageIndex, judge]));
  return (stageIndex) => {
    const judge = byStage.get(stageIndex);
    return judge !== undefined && isJudge(judge) ? judge : JUDGE_VERSION;
  };
}
