import {
  type Cap,
  type Condition,
  type ConditionAct,
  type ConditionState,
  conditionState,
} from "#lib/councils/condition.ts";
import { type KeptSignature, signaturesOf } from "#lib/councils/rows/signatures.ts";
import type { Tx } from "#lib/db/client.ts";
import { asJson } from "#lib/db/json.ts";
import { type BusinessFunction, FUNCTIONS } from "#lib/kernel/caller.ts";
import { oneOf } from "#lib/kernel/one-of.ts";

export type KeptReport = {
  readonly report: number;
  readonly evidence: string;
  readonly digest: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly at: Date;
};

/** A condition with everything that was done about it. */
export type KeptCondition = Condition & {
  readonly signatureId: string;
  /** The function that raised it. */
  readonly seat: BusinessFunction;
  readonly raisedBy: string;
  readonly state: ConditionState;
  readonly reports: readonly KeptReport[];
  /** What holders of its function signed of the reports. */
  readonly answers: readonly KeptSignature[];
};

type Row = {
  readonly id: string;
  readonly releaseId: string;
  readonly signatureId: string;
  readonly seat: string;
  readonly raisedBy: string;
  readonly text: string;
  readonly test: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly dueAt: Date;
  readonly cap: Cap | null;
};
type ReportRow = Omit<KeptReport, "by"> & { conditionId: string; byId: string; byName: string };

/** The conditions of these releases, by release, in the order in which they were raised. */
export async function conditionsOf(
  tx: Tx,
  releaseIds: readonly string[],
): Promise<(releaseId: string) => KeptCondition[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT c.id::text, c.release_id::text AS "releaseId", c.signature_id::text AS "signatureId", s.seat,
           s.signer_name AS "raisedBy", c.text, c.test, c.owner_id::text AS "ownerId", c.owner_name AS "ownerName",
           c.due_at AS "dueAt", c.cap
    FROM release_condition c JOIN signature s ON s.id = c.signature_id
    WHERE c.release_id = ANY (${[...releaseIds]}::uuid[]) ORDER BY c.id`;
  if (rows.length === 0) return () => [];
  const ids = rows.map(({ id }) => id);
  const [reports, answersTo] = await Promise.all([
    tx.$queryRaw<ReportRow[]>`
      SELECT condition_id::text AS "conditionId", report, evidence, digest, reported_by_id::text AS "byId",
             reported_by_name AS "byName", reported_at AS at
      FROM condition_report WHERE condition_id = ANY (${ids}::uuid[]) ORDER BY report`,
    signaturesOf(tx, "release-condition", ids),
  ]);
  const reportsOf = Map.groupBy(reports, ({ conditionId }) => conditionId);
  const byRelease = Map.groupBy(rows, ({ releaseId }) => releaseId);
  return (releaseId) =>
    (byRelease.get(releaseId) ?? []).map((row) =>
      kept(row, (reportsOf.get(row.id) ?? []).map(reportOf), answersTo(row.id)),
    );
}

const reportOf = ({ report, evidence, digest, byId, byName, at }: ReportRow): KeptReport => ({
  report,
  evidence,
  digest,
  by: { id: byId, name: byName },
  at,
});

function kept(row: Row, reports: readonly KeptReport[], answers: readonly KeptSignature[]): KeptCondition {
  const { id, signatureId, seat, raisedBy, text, test, ownerId, ownerName, dueAt, cap } = row;
  return {
    id,
    signatureId,
    seat: oneOf(FUNCTIONS, seat),
    raisedBy,
    text,
    test,
    owner: { id: ownerId, name: ownerName },
    dueAt: dueAt.toISOString(),
    ...(cap ? { cap } : {}),
    state: conditionState(reports.flatMap((one) => actsOn(one, answers))),
    reports,
    answers,
  };
}

/** A report, and what was signed of it. */
const actsOn = ({ report }: KeptReport, answers: readonly KeptSignature[]): ConditionAct[] => [
  "reported",
  ...answers
    .filter(({ round }) => round === report)
    .map(({ decision }) => (decision === "approve" ? ("approve" as const) : ("reject" as const))),
];

type Raised = { readonly releaseId: string; readonly signatureId: string; readonly workspaceId: string };

export async function writeConditions(
  tx: Tx,
  conditions: readonly Condition[],
  { releaseId, signatureId, workspaceId }: Raised,
): Promise<void> {
  for (const { id, text, test, owner, dueAt, cap } of conditions)
    await tx.releaseCondition.create({
      data: {
        id,
        workspaceId,
        releaseId,
        signatureId,
        text,
        test,
        ownerId: owner.id,
        ownerName: owner.name,
        dueAt,
        ...(cap ? { cap: asJson(cap) } : {}),
      },
    });
}
