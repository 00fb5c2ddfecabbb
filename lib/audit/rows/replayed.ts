import type { Facts, Fold } from "#lib/audit/replay.ts";
import type { Tx } from "#lib/db/client.ts";

/** One kind of governed thing: where the log tells of it, and what its tables say. */
export type Replayed = {
  /** Its streams are `<stream>/<id of a row of table>`. */
  readonly stream: string;
  readonly table: "release" | "rollout" | "pointer" | "model" | "workspace";
  readonly fold: Fold;
  /** At most this many subjects are read at a time. */
  readonly subjectsAPage: number;
  /** What the tables hold of these, by the names that the fold gives. */
  facts(tx: Tx, ids: readonly string[]): Promise<Facts>;
};
