import type { ReleaseEvent } from "#lib/releases/events.ts";

type Lapse = Pick<
  Extract<ReleaseEvent, { type: "release.lapsed" }>["data"],
  "lapsed" | "overdue" | "recused"
>;

/** Why an approval no longer stands. Entries from before there were conditions and recusals name lost authority alone. */
export function lapseText({ lapsed, overdue = [], recused }: Lapse): string {
  if (recused) return "a signer recused themselves";
  if (overdue.length > 0)
    return overdue.length === 1 ? "a condition is overdue" : `${overdue.length} conditions are overdue`;
  return lapsed.length > 1 ? "signers lost the authority to sign" : "a signer lost the authority to sign";
}
