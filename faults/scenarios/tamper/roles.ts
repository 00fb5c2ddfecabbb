import pg from "pg";
import type { Installation } from "../../rig/installation.ts";

/** What somebody would try who has only a process's database password. */
const TRIES = [
  "UPDATE audit_event SET action = 'release.approved' WHERE id = 1",
  "UPDATE audit_event SET entry = entry",
  "DELETE FROM audit_event",
  "TRUNCATE audit_event CASCADE",
  "UPDATE audit_leaf SET idx = idx + 1",
  "DELETE FROM audit_leaf",
  "DELETE FROM audit_tile",
  "UPDATE audit_tile SET hashes = '\\x00'",
  "UPDATE audit_tree SET size = 1",
  "DELETE FROM audit_tree",
  "DELETE FROM audit_checkpoint",
  "UPDATE audit_checkpoint SET note = ''",
  "DELETE FROM audit_cosignature",
  "UPDATE audit_cosignature SET line = ''",
  "ALTER TABLE audit_event DISABLE TRIGGER USER",
  "DROP TABLE audit_event",
  "SET session_replication_role = replica",
  "UPDATE signature SET decision = 'approve'",
  "DELETE FROM signature",
  "DELETE FROM gate_verdict",
] as const;

/** Tries each statement as each role; none may succeed. Returns how many were refused. */
export async function triesOfRoles({ roles }: Installation, faults: string[]): Promise<string> {
  let refused = 0;
  for (const [role, connectionString] of Object.entries(roles)) {
    const client = new pg.Client({ connectionString });
    await client.connect();
    for (const attempt of TRIES) {
      await client.query("BEGIN");
      const done = await client.query(attempt).then(
        ({ rowCount }) => `${rowCount} rows`,
        () => null,
      );
      await client.query("ROLLBACK");
      if (done === null) refused += 1;
      else faults.push(`${role} could: ${attempt} (${done})`);
    }
    await client.end();
  }
  return `${refused} of ${TRIES.length * 3}`;
}
