import type { GateVerdict } from "#generated/prisma/client.ts";
import type { GateVerdictView } from "#lib/rollouts/views/gate-verdict.ts";

type Kept = Pick<GateVerdictView, "inputs" | "verdicts" | "decision">;

/** What a verdict's row keeps as JSON, untouched: its digest is made from exactly this. */
export const keptVerdict = <Column extends keyof Kept>(row: Pick<GateVerdict, Column>): Pick<Kept, Column> =>
  row as unknown as Pick<Kept, Column>;
