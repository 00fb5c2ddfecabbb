import { Download, Package } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StatePill } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { WhyNot } from "#components/ui/why-not.tsx";
import { ENVELOPE_GROUPS, type EnvelopeItem, type EnvelopeListView } from "#lib/releases/views/envelopes.ts";
import { endText, groupLabels, leftText, stateLooks } from "./envelope-words.ts";

type EnvelopesViewProps = {
  list: EnvelopeListView;
  filtered: boolean;
  whyNotPropose: WhyNot | undefined;
};

/** Every envelope with what is left of it in uses and in time. */
export function EnvelopesView({ list, filtered, whyNotPropose }: EnvelopesViewProps) {
  const mine = list.items.filter(({ group }) => group === "mine").length;
  return (
    <>
      <PageHead
        marks={
          mine > 0 ? (
            <StatePill tone="yours" icon="pen">
              {mine} to sign
            </StatePill>
          ) : undefined
        }
        title="Envelopes"
        lede="An envelope says what may change, by how much and checked how. A release inside it goes to few reviewers; each is measured against the last release that the whole council reviewed, so small steps cannot add up."
        actions={
          <>
            <ButtonLink href="/api/v1/envelopes" icon={Download} download>
              Export
            </ButtonLink>
            <ButtonLink href="/envelopes/propose" icon={Package} whyNot={whyNotPropose}>
              Propose an envelope
            </ButtonLink>
          </>
        }
      />
      <FilterBar
        filters={[
          { name: "model", label: "Model", choices: list.models },
          {
            name: "group",
            label: "State",
            choices: ENVELOPE_GROUPS.map((value) => ({ value, label: groupLabels[value] })),
          },
        ]}
      />
      <Sheet title="Envelopes" provenance={`${list.items.length} of ${list.all}`} flush>
        <EnvelopeTable items={list.items} empty={<Nothing filtered={filtered} />} />
      </Sheet>
    </>
  );
}

const Nothing = ({ filtered }: { filtered: boolean }) =>
  filtered ? (
    <EmptyState icon={Package} title="No envelope matches">
      Choose another model or state.
    </EmptyState>
  ) : (
    <EmptyState icon={Package} title="No envelope yet">
      Every release goes to its whole council. Propose an envelope for a model that is retrained often.
    </EmptyState>
  );

type TableProps = { items: readonly EnvelopeItem[]; empty: ReactNode };

/** Envelopes as rows: where each is, what is left, until when. */
export const EnvelopeTable = ({ items, empty }: TableProps) => (
  <DataTable
    caption="Envelopes"
    rows={items}
    rowKey={({ number }) => String(number)}
    rowHref={({ number }) => `/envelopes/${number}`}
    empty={empty}
    columns={[
      {
        key: "envelope",
        header: "Envelope",
        cell: ({ number, model }) => `Envelope ${number}, ${model}`,
        second: ({ pointer, base }) =>
          `${pointer}, measured against release ${base.release} (v${base.version})`,
      },
      {
        key: "state",
        header: "State",
        cell: ({ state }) => (
          <StatePill tone={stateLooks[state].tone} icon={stateLooks[state].icon}>
            {stateLooks[state].word}
          </StatePill>
        ),
        second: endText,
        wide: true,
      },
      {
        key: "left",
        header: "Left",
        cell: (item) => (item.group === "closed" ? `${item.used} of ${item.uses} used` : leftText(item)),
        className: "whitespace-nowrap",
      },
      {
        key: "ends",
        header: "Ends",
        cell: ({ endsAt }) => <Time at={endsAt} as="date" />,
        align: "right",
        className: "whitespace-nowrap",
      },
    ]}
  />
);
