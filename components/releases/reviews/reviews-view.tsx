import { Download, RefreshCcw } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { DataTable, Pager } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { countOf } from "#components/ui/format-number.ts";
import type { PagerHrefs } from "#components/ui/href-with.ts";
import { PageHead } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StatePill } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ReviewItem, ReviewListView } from "#lib/releases/views/reviews.ts";
import { causesText, groupChoices, lookOf } from "./review-words.ts";

type ReviewsViewProps = {
  list: ReviewListView;
  filtered: boolean;
  /** The same list as a file. */
  fileHref: string;
} & Partial<PagerHrefs>;

/** Every re-review of what is or was live, newest first. */
export const ReviewsView = ({ list, filtered, fileHref, ...pager }: ReviewsViewProps) => (
  <>
    <PageHead
      title="Re-reviews"
      lede="What is live is reviewed again on a calendar by tier, and whenever something says that it may not be fit any more. Its council signs: still fit, fit with conditions, or not fit. Time never approves."
      actions={
        <ButtonLink href={fileHref} icon={Download} download>
          Export
        </ButtonLink>
      }
    />
    <FilterBar
      search={{ name: "q", placeholder: "Model or number" }}
      filters={[
        { name: "group", label: "State", choices: groupChoices },
        { name: "model", label: "Model", choices: list.models },
      ]}
    />
    <Sheet title="Re-reviews" flush>
      <ReviewTable items={list.items} empty={<Nothing filtered={filtered} />} />
      {list.items.length > 0 && <Pager shown={countOf(list.items.length, "re-review")} {...pager} />}
    </Sheet>
  </>
);

const Nothing = ({ filtered }: { filtered: boolean }) =>
  filtered ? (
    <EmptyState icon={RefreshCcw} title="No re-review matches">
      Choose another state or model.
    </EmptyState>
  ) : (
    <EmptyState icon={RefreshCcw} title="No re-review yet">
      The policy says after how many months what is live is reviewed again. A reviewer can bring a cause on
      the page of a model at any time.
    </EmptyState>
  );

type TableProps = { items: readonly ReviewItem[]; empty: ReactNode };

const ReviewTable = ({ items, empty }: TableProps) => (
  <DataTable
    caption="Re-reviews"
    rows={items}
    rowKey={({ number }) => String(number)}
    rowHref={({ number }) => `/reviews/${number}`}
    empty={empty}
    columns={[
      {
        key: "review",
        header: "Re-review",
        cell: ({ number, model, version }) => `${number}: ${model} v${version}`,
        second: ({ pointer, tier }) => `${pointer}, ${tier} tier`,
      },
      { key: "why", header: "Because", cell: ({ causes }) => causesText(causes), wide: true },
      {
        key: "state",
        header: "State",
        cell: (item) => {
          const { word, tone, icon } = lookOf(item);
          return (
            <StatePill tone={tone} icon={icon}>
              {word}
            </StatePill>
          );
        },
        second: ({ seatsMet, seatsAll }) => `${seatsMet} of ${seatsAll} seats signed`,
      },
      {
        key: "due",
        header: "Due",
        cell: ({ dueAt }) => <Time at={dueAt} as="date" />,
        align: "right",
        className: "whitespace-nowrap",
      },
    ]}
  />
);
