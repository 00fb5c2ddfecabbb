import { percentText } from "#components/exposure/live-words.ts";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import type { IncidentPageView, ServedStageView } from "#lib/incidents/views/incident-page.ts";
import { servedText } from "./incident-words.ts";

const COLUMNS: readonly Column<ServedStageView>[] = [
  { key: "stage", header: "Stage", cell: ({ name }) => name },
  {
    key: "share",
    header: "Share of traffic",
    cell: ({ shadow, percent }) => (shadow ? "shadow, serves nobody" : percentText(percent)),
  },
  { key: "from", header: "From", cell: ({ enteredAt }) => <Time at={enteredAt} /> },
  { key: "until", header: "Until", cell: ({ leftAt }) => (leftAt ? <Time at={leftAt} /> : "now") },
  { key: "answers", header: "Answers", cell: ({ answers }) => formatNumber(answers), align: "right" },
];

/** Whom the candidate served, stage by stage, as the answers were counted. */
export function IncidentServed({ incident }: { incident: IncidentPageView }) {
  return (
    <Sheet title={`Whom v${incident.candidate} served`} provenance={servedText(incident)}>
      <DataTable
        caption="Stages of the rollout"
        columns={COLUMNS}
        rows={incident.served}
        rowKey={({ enteredAt }) => enteredAt}
      />
    </Sheet>
  );
}
