import { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Assignment } from "#lib/rollouts/views/assignment-list.ts";

/** The last one that was read. */
export type AssignmentCursor = {
  /** Of the exposure, in its pointer's history. */
  readonly sequence: number;
  readonly at: string;
  readonly arm: string;
  readonly prediction: string;
};

type Asked = {
  readonly pointerId: string;
  readonly from: Date | null;
  readonly until: Date | null;
  readonly after: AssignmentCursor | null;
  readonly limit: number;
};

type Row = Omit<Assignment, "at" | "receivedAt" | "receipt" | "subject"> & {
  sequence: number;
  at: Date;
  receivedAt: Date;
  subject: bigint | null;
  receiptValid: boolean | null;
};

/** The answers on a pointer, exposure by exposure, in each by time: an index look-up for each exposure. */
export async function readAssignments(
  tx: Tx,
  { pointerId, from, until, after, limit }: Asked,
): Promise<(Assignment & { sequence: number })[]> {
  const within = Prisma.sql`
    ${from ? Prisma.sql`at >= ${from}` : Prisma.sql`true`} AND ${until ? Prisma.sql`at < ${until}` : Prisma.sql`true`}`;
  const beyond = after
    ? Prisma.sql`(e.sequence > ${after.sequence}
        OR (at, prediction_id, arm) > (${after.at}::timestamptz, ${after.prediction}, ${after.arm}))`
    : Prisma.sql`true`;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT e.sequence, e.id::text AS exposure, e.kind, p.at, p.received_at AS "receivedAt", p.subject, p.arm,
           CASE p.arm WHEN 'candidate' THEN c.number ELSE b.number END AS version,
           NOT (e.kind = 'shadow' AND p.arm = 'candidate') AS served,
           r.number AS rollout, l.number AS release, p.prediction_id AS prediction, p.source,
           p.receipt_valid AS "receiptValid"
    FROM exposure e
    JOIN LATERAL (
      SELECT * FROM prediction WHERE exposure_id = e.id AND ${within} AND ${beyond}
      ORDER BY at, prediction_id, arm LIMIT ${limit}
    ) p ON true
    JOIN model_version b ON b.id = e.base_version_id
    LEFT JOIN model_version c ON c.id = e.candidate_id
    LEFT JOIN rollout r ON r.id = e.rollout_id
    LEFT JOIN release l ON l.id = r.release_id
    WHERE e.pointer_id = ${pointerId}::uuid AND e.sequence >= ${after?.sequence ?? 0}
    ORDER BY e.sequence, p.at, p.prediction_id, p.arm LIMIT ${limit}`;
  return rows.map(({ at, receivedAt, subject, receiptValid, ...row }) => ({
    ...row,
    at: at.toISOString(),
    receivedAt: receivedAt.toISOString(),
    subject: subject === null ? null : BigInt.asUintN(64, subject).toString(16).padStart(16, "0"),
    receipt: receiptValid === null ? "none" : receiptValid ? "valid" : "invalid",
  }));
}
