import { type ExposureReceipts, exposureReceipts } from "#lib/crypto/exposure-receipt.ts";
import type { ServedPointer } from "#lib/exposure/assignment.ts";
import type { Arm } from "#lib/exposure/bucketing.ts";
import { receiptArm } from "#lib/exposure/exposure.ts";

/** The exposure receipt of an evaluation; none where it named no subject. */
export type IssueReceipt = (
  served: ServedPointer,
  arm: Arm,
  targetingKey: string | undefined,
) => string | undefined;

/** Issues receipts under the key of each workspace, which is derived once. */
export function receiptIssuer(secret: string): IssueReceipt {
  const byWorkspace = new Map<string, ExposureReceipts>();
  const receiptsOf = (workspaceId: string): ExposureReceipts => {
    const receipts = byWorkspace.get(workspaceId) ?? exposureReceipts(secret, workspaceId);
    byWorkspace.set(workspaceId, receipts);
    return receipts;
  };
  return ({ workspaceId, exposureId, kind }, arm, subject) =>
    subject === undefined
      ? undefined
      : receiptsOf(workspaceId).issue({ exposureId, arm: receiptArm(kind, arm), subject }, new Date());
}
