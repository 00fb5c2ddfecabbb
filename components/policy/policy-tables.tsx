import Link from "next/link";
import { capital } from "#components/ui/capital.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { StatePill } from "#components/ui/state-pill.tsx";
import { listed } from "#lib/kernel/listed.ts";
import type { PolicyContent } from "#lib/policy/policy.ts";
import type { PolicyChange } from "#lib/policy/policy-changes.ts";
import type { Reviewers } from "#lib/policy/views/reviewers.ts";
import {
  challengedText,
  changeLine,
  deadlinesText,
  placeLabels,
  reReviewText,
  sealedText,
  seatsText,
  standardText,
} from "./policy-words.ts";
import { SeatWarnings } from "./staff.tsx";

/** Who must sign which release, how long they have, and how long an approval is valid. */
export function PolicyRoutes({ policy, reviewers }: { policy: PolicyContent; reviewers: Reviewers }) {
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
          second: ({ council, councilId }) =>
            councilId ? <Link href={`/councils/${councilId}`}>{council}</Link> : council,
        },
        {
          key: "seats",
          header: "Signed by",
          cell: ({ seats }) => (
            <>
              {seatsText(seats)}
              <SeatWarnings seats={seats} reviewers={reviewers} />
            </>
          ),
          second: (route) =>
            [sealedText(route), challengedText(policy, route.tiers), standardText(route), reReviewText(route)]
              .filter(Boolean)
              .join("; "),
          wide: true,
        },
        {
          key: "review",
          header: "Review time",
          cell: ({ reviewDays }) => countOf(reviewDays, "day"),
          second: ({ deadlines }) => deadlines && deadlinesText(deadlines),
          align: "right",
          className: "whitespace-nowrap",
        },
        {
          key: "valid",
          header: "Approval valid",
          cell: ({ validDays }) => countOf(validDays, "day"),
          align: "right",
          className: "whitespace-nowrap",
        },
      ]}
    />
  );
}

/** Where a proposed policy differs from the one in force, and where it lowers the bar. */
export function PolicyDiff({ changes, now }: { changes: readonly PolicyChange[]; now: string }) {
  return (
    <DataTable
      caption="What would change"
      rows={changes}
      rowKey={(change) => `${change.place} ${changeLine(change).what}`}
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
                lowers the bar
              </StatePill>
            ),
        },
      ]}
    />
  );
}
