import { Users } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { type Column, DataTable, Pager } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { countOf } from "#components/ui/format-number.ts";
import type { PagerHrefs } from "#components/ui/href-with.ts";
import { PageHead } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StatePill } from "#components/ui/state-pill.tsx";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { listed } from "#lib/kernel/listed.ts";
import type { CouncilLine, CouncilListView } from "#lib/overview/views/council-list.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { tiersText } from "./council-words.ts";

type CouncilsViewProps = { list: CouncilListView; filtered: boolean } & Partial<PagerHrefs>;

/** Every council, who signs for it, and what waits for it. */
export function CouncilsView({ list, filtered, ...pager }: CouncilsViewProps) {
  return (
    <>
      <PageHead
        title="Councils"
        lede="Who signs which releases. The policy says which tier goes to which council; a change of one is signed as a change of the policy is."
        actions={
          <ButtonLink href="/councils/propose" whyNot={list.whyNotPropose ?? undefined}>
            Propose a council
          </ButtonLink>
        }
      />
      {(filtered || list.items.length > 0) && (
        <FilterBar
          search={{ name: "q", placeholder: "name or purpose" }}
          filters={[
            { name: "tier", label: "Tier", choices: TIERS },
            { name: "state", label: "State", choices: STATES },
          ]}
        />
      )}
      <Sheet title="Councils" flush>
        <DataTable
          caption="Councils"
          columns={columns}
          rows={list.items}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/councils/${id}`}
          empty={<Nothing filtered={filtered} />}
        />
        {list.items.length > 0 && <Pager shown={countOf(list.items.length, "council")} {...pager} />}
      </Sheet>
    </>
  );
}

const Nothing = ({ filtered }: { filtered: boolean }) =>
  filtered ? (
    <EmptyState icon={Users} title="No council matches">
      Choose another word, tier or state.
    </EmptyState>
  ) : (
    <EmptyState icon={Users} title="No councils yet">
      Until there is one, any holder of a function signs the seats that the policy names. Propose a council to
      say who sits, who stands in, and in which hours its deadlines count.
    </EmptyState>
  );

const STATES = [
  { value: "complete", label: "Complete" },
  { value: "short", label: "Too few can sign" },
  { value: "proposed", label: "Change proposed" },
];

const columns: readonly Column<CouncilLine>[] = [
  { key: "name", header: "Council", cell: ({ name }) => name, second: ({ purpose }) => purpose },
  {
    key: "tiers",
    header: "Signs",
    cell: ({ tiers }) => (tiers.length > 0 ? tiersText(tiers) : "Nothing is routed to it"),
    second: ({ seats }) => listed(seats.map((seat) => functionLabels[seat])),
    wide: true,
  },
  {
    key: "members",
    header: "Members",
    cell: ({ members }) => members,
    align: "right",
  },
  { key: "waiting", header: "Waiting", cell: ({ waiting }) => countOf(waiting, "release"), align: "right" },
  {
    key: "state",
    header: "State",
    quietHeader: true,
    align: "right",
    cell: (line) => <CouncilState line={line} />,
  },
];

function CouncilState({ line: { short, version, proposed } }: { line: CouncilLine }) {
  if (short.length > 0)
    return (
      <StatePill tone="fail" icon="alert">
        {`${listed(short.map((seat) => functionLabels[seat]))}: too few can sign`}
      </StatePill>
    );
  if (version === null) return <StatePill tone="hold">proposed</StatePill>;
  if (proposed) return <StatePill tone="hold">change proposed</StatePill>;
  return <StatePill tone="pass">complete</StatePill>;
}
