import type { ProofStep } from "#components/audit/proof-checklist.tsx";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { Evidence } from "#lib/rollouts/evidence.ts";
import { JUDGE_VERSION, judgeStage } from "#lib/rollouts/judge.ts";

export type StoredVerdict = {
  inputs: { judge: string; plan: Plan; stage: string; evidence: Evidence };
  inputsDigest: string;
  verdicts: unknown;
  decision: unknown;
  planDigest: string;
  /** What the audit log says the inputs were; null where no event carried this verdict out. */
  loggedDigest: string | null;
};

/**
 * Judges again from the stored inputs, by the same pure code the server used, and compares: inputs against their
 * digests, the plan against the signed one, every guardrail's verdict and the decision, bit for bit.
 */
export function recompute(stored: StoredVerdict): ProofStep[] {
  const { inputs, inputsDigest, planDigest, loggedDigest } = stored;
  const digest = digestOfJson(inputs);
  const plan = digestOfJson(inputs.plan);
  const stage = inputs.plan.stages.find(({ id }) => id === inputs.stage);
  const again = stage ? asStored(judgeStage(inputs.plan, stage, inputs.evidence)) : null;
  return [
    {
      name: "Inputs",
      claim: "hash to the digest kept with the verdict",
      holds: digest === inputsDigest,
      value: digest,
    },
    {
      name: "Log",
      claim: loggedDigest
        ? "the audit log has the same digest"
        : "no event of the audit log names this verdict",
      holds: loggedDigest === digest,
      value: loggedDigest ?? "not found",
    },
    { name: "Plan", claim: "is the one that was signed", holds: plan === planDigest, value: plan },
    {
      name: "Judge",
      claim: `the verdict was given by ${inputs.judge}, your browser has ${JUDGE_VERSION}`,
      holds: inputs.judge === JUDGE_VERSION,
      value: JUDGE_VERSION,
    },
    {
      name: "Guardrails",
      claim: "judged again, every one says the same",
      holds: again !== null && canonicalJson(again.verdicts) === canonicalJson(stored.verdicts),
      value: again ? digestOfJson(again.verdicts) : "the plan has no such stage",
    },
    {
      name: "Decision",
      claim: "follows again",
      holds: again !== null && canonicalJson(again.decision) === canonicalJson(stored.decision),
      value: again ? canonicalJson(again.decision) : "the plan has no such stage",
    },
  ];
}

/** As a database keeps it: what is undefined is not there. */
const asStored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
