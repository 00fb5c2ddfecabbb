import type { Facts, Fold } from "#lib/audit/replay.ts";
import type { Tx } from "#lib/db/client.ts";

/** One kind of governed subject: its streams in the log, and its facts in the tables. */
export type Replayed = {
  /** Its streams are `<stream>/<row id in table>`. */
  readonly stream: string;
  readonly table:
    | "release"
    | "rollout"
    | "incident"
    | "pointer"
    | "model"
    | "workspace"
    | "person"
    | "delegation"
    | "sitting";
  readonly fold: Fold;
  /** How many subjects are read at a time. */
  readonly subjectsAPage: number;
  /** The facts in the tables, under the names the fold uses. */
  facts(tx: Tx, ids: readonly string[]): Promise<Facts>;
};
