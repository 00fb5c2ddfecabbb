import Link from "next/link";
import { Avatar } from "#components/ui/avatar.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { listed } from "#lib/kernel/listed.ts";
import type { ReviewerRecord } from "#lib/overview/views/council-page.ts";
import { medianText, verdictsText } from "./council-words.ts";

/** What each person who sits did lately. A record for those who sit together, in the order of the seats: never a ranking. */
export const CouncilReviewers = ({ reviewers }: { reviewers: readonly ReviewerRecord[] }) => (
  <Sheet
    id="reviewers"
    title="Reviewers"
    provenance="last 12 weeks, only people on the council see this"
    flush
  >
    <DataTable caption="Reviewers" columns={columns} rows={reviewers} rowKey={({ id }) => id} />
  </Sheet>
);

const columns: readonly Column<ReviewerRecord>[] = [
  {
    key: "person",
    header: "Person",
    cell: ({ id, name }) => (
      <span className="flex items-center gap-2">
        <Avatar name={name} />
        <Link href={`/people/${id}`} className="relative z-10 hover:underline">
          {name}
        </Link>
      </span>
    ),
    second: ({ functions }) => listed(functions.map((name) => functionLabels[name])),
  },
  {
    key: "signed",
    header: "Signed",
    cell: ({ approved, changesRequested, rejected }) => approved + changesRequested + rejected,
    second: verdictsText,
    align: "right",
  },
  {
    key: "median",
    header: "Median to sign",
    cell: medianText,
    second: ({ medianHours }) => medianHours !== null && "of its hours",
    align: "right",
  },
  { key: "waiting", header: "Waiting now", cell: ({ waiting }) => waiting, align: "right" },
  { key: "changed", header: "Changed mind", cell: ({ changedMind }) => changedMind, align: "right" },
  { key: "recused", header: "Recused", cell: ({ recused }) => recused, align: "right" },
  { key: "delegated", header: "Delegation", cell: (one) => <Delegated reviewer={one} />, wide: true },
];

function Delegated({ reviewer: { delegatedTo, signsFor } }: { reviewer: ReviewerRecord }) {
  if (delegatedTo.length + signsFor.length === 0) return <span className="text-ink-3">none</span>;
  return (
    <ul className="text-xs text-hold">
      {delegatedTo.map(({ name, until }) => (
        <li key={`to ${name} ${until}`}>
          {name} signs for them until <Time at={until} as="date" />
        </li>
      ))}
      {signsFor.map(({ name, until }) => (
        <li key={`for ${name} ${until}`}>
          signs for {name} until <Time at={until} as="date" />
        </li>
      ))}
    </ul>
  );
}
