import type { Tx } from "#lib/db/client.ts";
import type { Arm } from "#lib/exposure/bucketing.ts";
import { minReceiptsPercent, type Plan } from "#lib/releases/plan.ts";
import type { Evidence, ReceiptCount } from "#lib/rollouts/evidence.ts";

type Row = ReceiptCount & { readonly arm: Arm };

/** How many rows of each arm carry a valid exposure receipt, of all sources; nothing where the plan asks for none. */
export async function receiptCounts(
  tx: Tx,
  plan: Pick<Plan, "minReceiptsPercent">,
  exposureId: string,
): Promise<Pick<Evidence, "receipts">> {
  if (minReceiptsPercent(plan) === 0) return {};
  const rows = await tx.$queryRaw<Row[]>`
    SELECT arm, sum(rows)::float8 AS rows, sum(receipts_valid)::float8 AS valid FROM source_sums
    WHERE exposure_id = ${exposureId}::uuid GROUP BY arm`;
  const of = (arm: Arm): ReceiptCount => {
    const { rows: all, valid } = rows.find((row) => row.arm === arm) ?? { rows: 0, valid: 0 };
    return { rows: all, valid };
  };
  return { receipts: { baseline: of("baseline"), candidate: of("candidate") } };
}
