import type { Tx } from "#lib/db/client.ts";
import { peopleRules } from "#lib/policy/people-rules.ts";
import { policyVersionOf } from "#lib/policy/rows/policy-versions.ts";
import type { ReleaseCaseFile } from "./lock-release.ts";

/** What decides who may sign a release together: its signatures, and the rules of the policy it is under. */
export async function aroundRelease(tx: Tx, file: ReleaseCaseFile, now: Date) {
  const { signatures, contributors, lifts, release } = file;
  const policy = await tx.policyVersion.findUniqueOrThrow({ where: { id: release.policyVersionId } });
  const lifters = signatures.flatMap(({ id, seat }) => {
    const lift = lifts.get(id);
    return lift ? [{ personId: lift.liftedById, seat }] : [];
  });
  const { independenceDays: days, factorWaitHours: waitHours } = peopleRules(policyVersionOf(policy).content);
  return { signatures, contributors, lifters, days, waitHours, now };
}
