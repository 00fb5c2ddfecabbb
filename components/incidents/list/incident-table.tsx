import { SearchX, ShieldCheck } from "lucide-react";
import { incidentLooks } from "#components/incidents/incident-looks.ts";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { type Column, DataTable, Pager } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf } from "#components/ui/format-number.ts";
import type { PagerHrefs } from "#components/ui/href-with.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ListedIncident } from "#lib/incidents/views/incident-list.ts";
import { incidentDetail } from "./list-words.ts";

type IncidentTableProps = PagerHrefs & {
  incidents: readonly ListedIncident[];
  /** Did the reader narrow the list? */
  filtered: boolean;
};

/** A page of incidents: what happened, and how far each has come. */
export function IncidentTable({ incidents, filtered, newerHref, olderHref }: IncidentTableProps) {
  return (
    <Sheet title="Incidents" provenance="newest first" flush>
      <DataTable
        caption="Incidents"
        columns={columns}
        rows={incidents}
        rowKey={({ number }) => String(number)}
        rowHref={({ number }) => `/incidents/${number}`}
        empty={filtered ? <NothingFound /> : <NoIncidents />}
      />
      {incidents.length > 0 && (
        <Pager shown={countOf(incidents.length, "incident")} newerHref={newerHref} olderHref={olderHref} />
      )}
    </Sheet>
  );
}

const NothingFound = () => (
  <EmptyState
    icon={SearchX}
    title="No incident matches"
    action={<ButtonLink href="/incidents">Show all incidents</ButtonLink>}
  >
    Try a number, a word of the title, or another state.
  </EmptyState>
);

const NoIncidents = () => (
  <EmptyState icon={ShieldCheck} title="No incident yet">
    A rollout that halts or rolls back opens one, with the steps to take.
  </EmptyState>
);

const columns: readonly Column<ListedIncident>[] = [
  {
    key: "incident",
    header: "Incident",
    cell: ({ number, title }) => `Incident ${number}: ${title}`,
    second: incidentDetail,
  },
  { key: "state", header: "State", cell: ({ state }) => <Stated look={incidentLooks[state]} /> },
  {
    key: "release",
    header: "Release",
    cell: ({ release, rollout }) => (
      <span className="text-ink-2">{`Release ${release}, rollout ${rollout}`}</span>
    ),
  },
  {
    key: "opened",
    header: "Opened",
    align: "right",
    cell: ({ openedAt }) => <Time at={openedAt} className="text-ink-2" />,
  },
];
