import { isOverdue, signableCondition } from "#lib/councils/condition.ts";
import type { KeptSignature } from "#lib/councils/rows/signatures.ts";
import type { Signable } from "#lib/councils/signable.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import type { KeptCondition } from "./conditions.ts";
import type { ReleaseCaseFile } from "./lock-release.ts";

/** The newest report of a condition as a subject of signatures; undefined where nobody reported it. */
export function reportedCondition(
  { id, seat, owner, state, reports, answers }: KeptCondition,
  { id: release, contributors, identity, entitled, recused }: ReleaseCaseFile,
): Signable<KeptSignature> | undefined {
  const last = reports.at(-1);
  if (!last) return undefined;
  const { report, digest } = last;
  return {
    ...signableCondition({ id, release, seat, ownerId: owner.id, report, digest, contributors }),
    signatures: answers,
    // A finding that it is not met ends with the next report, so that nobody lifts it.
    lifted: () => false,
    identity,
    entitled,
    ...(recused ? { recused } : {}),
    open: state === "reported" ? ok(null) : answered,
  };
}

const answered = refuse("conflict", "report-answered", "This report was answered already.", {
  todo: "Wait for the next report.",
});

/** The release with this condition met. */
export const withMet = (file: ReleaseCaseFile, condition: string, now: Date): ReleaseCaseFile => ({
  ...file,
  overdue: (signatureId) =>
    file.conditions.some(
      (one) => one.id !== condition && one.signatureId === signatureId && isOverdue(one, now),
    ),
});
