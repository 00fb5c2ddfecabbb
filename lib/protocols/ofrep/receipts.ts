import { type ExposureReceipts, exposureReceipts } from "#lib/crypto/exposure-receipt.ts";
import { subjectHasher } from "#lib/crypto/subject-hash.ts";
import type { ServedPointer } from "#lib/exposure/assignment.ts";
import type { Arm } from "#lib/exposure/bucketing.ts";
import { receiptArm } from "#lib/exposure/exposure.ts";

/** The exposure receipt of an evaluation; none where it named no subject. */
export type IssueReceipt = (
  served: ServedPointer,
  arm: Arm,
  targetingKey: string | undefined,
) => string | undefined;

type Keyed = { readonly hash: (subject: string) => string; readonly receipts: ExposureReceipts };

/** Issues receipts under the keys of each workspace, which are derived once. */
export function receiptIssuer(secret: string): IssueReceipt {
  const byWorkspace = new Map<string, Keyed>();
  const keyedFor = (workspaceId: string): Keyed => {
    const known = byWorkspace.get(workspaceId) ?? {
      hash: subjectHasher(secret, workspaceId),
      receipts: exposureReceipts(secret, workspaceId),
    };
    byWorkspace.set(workspaceId, known);
    return known;
  };
  return ({ workspaceId, exposureId, kind }, arm, targetingKey) => {
    if (targetingKey === undefined) return undefined;
    const { hash, receipts } = keyedFor(workspaceId);
    const evaluated = { exposureId, arm: receiptArm(kind, arm), subject: hash(targetingKey) };
    return receipts.issue(evaluated, new Date());
  };
}
