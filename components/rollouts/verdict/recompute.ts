import type { ProofStep } from "#components/audit/proof-checklist.tsx";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { type Judgement, judgeStage } from "#lib/rollouts/judge.ts";
import { isJudge } from "#lib/rollouts/judges.ts";
import type { JudgedBy } from "#lib/rollouts/sensitivity.ts";
import type { GateVerdictView } from "#lib/rollouts/views/gate-verdict.ts";

export type StoredVerdict = Pick<GateVerdictView, "inputs" | "inputsDigest" | "planDigest"> & {
  /** What is stored is compared, not believed. */
  readonly verdicts: unknown;
  readonly decision: unknown;
  /** The digest of the inputs in the audit log; null where no event carried this verdict out. */
  readonly loggedDigest: string | null;
};

/** What the judge named in the inputs says of them; nulls where its rules or the stage are not known here. */
export function judgedAgain(inputs: GateVerdictView["inputs"]): {
  readonly given: JudgedBy | null;
  readonly judgement: Judgement | null;
} {
  const { plan, evidence } = inputs;
  const stage = plan.stages.find(({ id }) => id === inputs.stage);
  if (!stage || !isJudge(inputs.judge)) return { given: null, judgement: null };
  const given = { plan, stage, evidence, judge: inputs.judge };
  return { given, judgement: asStored(judgeStage(plan, stage, evidence, inputs.judge)) };
}

/**
 * Judges again from the stored inputs, by the same pure code the server used, and compares: inputs against their
 * digests, the plan against the signed one, every guardrail's verdict and the decision, bit for bit.
 */
export function recompute(stored: StoredVerdict): ProofStep[] {
  const { inputs } = stored;
  const { judgement: again } = judgedAgain(inputs);
  const known = isJudge(inputs.judge);
  const missing = known ? "the plan has no such stage" : "no rules to judge by";
  return [
    ...inputSteps(stored),
    {
      name: "Judge",
      claim: "the verdict is by a judge whose rules your browser has",
      holds: known,
      value: inputs.judge,
    },
    {
      name: "Guardrails",
      claim: "give the same verdicts when judged again",
      holds: again !== null && canonicalJson(again.verdicts) === canonicalJson(stored.verdicts),
      value: again ? digestOfJson(again.verdicts) : missing,
    },
    {
      name: "Decision",
      claim: "is the same when made again",
      holds: again !== null && canonicalJson(again.decision) === canonicalJson(stored.decision),
      value: again ? canonicalJson(again.decision) : missing,
    },
  ];
}

/** Are these the inputs that were logged, and the plan that was signed? */
function inputSteps({ inputs, inputsDigest, planDigest, loggedDigest }: StoredVerdict): ProofStep[] {
  const digest = digestOfJson(inputs);
  const plan = digestOfJson(inputs.plan);
  return [
    {
      name: "Inputs",
      claim: "hash to the digest stored with the verdict",
      holds: digest === inputsDigest,
      value: digest,
    },
    {
      name: "Log",
      claim: loggedDigest ? "the audit log has the same digest" : "no audit event names this verdict",
      holds: loggedDigest === digest,
      value: loggedDigest ?? "not found",
    },
    { name: "Plan", claim: "is the signed one", holds: plan === planDigest, value: plan },
  ];
}

/** As a database stores it: what is undefined is not there. */
const asStored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
