import { listed } from "#components/access/words.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { StatePill } from "#components/ui/state-pill.tsx";
import type { PolicyContent } from "#lib/policy/policy.ts";
import type { PolicyChange } from "#lib/policy/policy-changes.ts";
import { changeLine, placeLabels, seatsText } from "./policy-words.ts";

/** Who has to sign what, and how long that takes and lasts. */
export function PolicyRoutes({ policy }: { policy: PolicyContent }) {
  return (
    <DataTable
      caption="Which releases go to which council"
      rows={policy.routes}
      rowKey={({ tiers }) => tiers.join()}
      columns={[
        {
          key: "tiers",
          header: "Releases of",
          cell: ({ tiers }) => capital(listed(tiers.map((tier) => placeLabels[tier].toLowerCase()))),
          second: ({ council }) => council,
        },
        { key: "seats", header: "Signed by", cell: ({ seats }) => seatsText(seats), wide: true },
        {
          key: "review",
          header: "Time to review",
          cell: ({ reviewDays }) => countOf(reviewDays, "day"),
          align: "right",
          className: "whitespace-nowrap",
        },
        {
          key: "valid",
          header: "Approval lasts",
          cell: ({ validDays }) => countOf(validDays, "day"),
          align: "right",
          className: "whitespace-nowrap",
        },
      ]}
    />
  );
}

/** What a proposed policy says otherwise than the one in force, and where it asks for less. */
export function PolicyDiff({ changes, now }: { changes: readonly PolicyChange[]; now: string }) {
  return (
    <DataTable
      caption="What would change"
      rows={changes}
      rowKey={({ place, what }) => `${place} ${what}`}
      columns={[
        {
          key: "what",
          header: "What",
          cell: (change) => changeLine(change).what,
          second: ({ place }) => placeLabels[place],
        },
        { key: "was", header: now, cell: (change) => changeLine(change).was },
        {
          key: "is",
          header: "Proposed",
          cell: (change) => <b className="font-medium">{changeLine(change).is}</b>,
        },
        {
          key: "lowers",
          header: "Bar",
          quietHeader: true,
          align: "right",
          cell: ({ lowers }) =>
            lowers && (
              <StatePill tone="hold" icon="alert">
                asks for less
              </StatePill>
            ),
        },
      ]}
    />
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
