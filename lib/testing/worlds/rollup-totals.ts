import { inWorkspace } from "#lib/db/transaction.ts";
import type { TestWorkspace } from "./workspace.ts";

/** Rows counted and summed of one metric of an exposure, all traffic, in its own buckets: of both arms, or of their pairs. */
export async function rollupTotals(
  { db, workspaceId }: TestWorkspace,
  exposureId: string,
  metric: string,
  arms: readonly string[] = ["baseline", "candidate"],
) {
  const rows = await inWorkspace(db, workspaceId, (tx) =>
    tx.metricRollup.findMany({
      where: { exposureId, metric, arm: { in: [...arms] }, slice: "", bucketSeconds: 1, clock: "receipt" },
    }),
  );
  return {
    n: rows.reduce((n, row) => n + row.n, 0),
    nonFinite: rows.reduce((n, row) => n + row.nonFinite, 0),
    total: rows.reduce((sum, row) => sum + row.total, 0),
  };
}
