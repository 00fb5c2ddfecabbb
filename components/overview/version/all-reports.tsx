import { Digest } from "#components/ui/digest.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf, formatNumber } from "#components/ui/format-number.ts";
import { ItemList } from "#components/ui/item-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import type { VersionPageView } from "#lib/overview/views/version-page.ts";
import { reportHref } from "./version-address.ts";

/** Every report of a version, with a link to each. */
export function AllReports({ page }: { page: VersionPageView }) {
  const { reports, report } = page;
  return (
    <Sheet title="Every report of this version" provenance={countOf(reports.length, "report")} flush>
      {reports.length === 0 && <EmptyState title="None yet" />}
      <ItemList
        square={false}
        items={reports.map((one) => ({
          key: one.id,
          title: one.id === report?.id ? `${one.pipeline}, shown above` : one.pipeline,
          detail: (
            <>
              {one.dataset.name}, {formatNumber(one.rows)} rows, by {one.producedBy},{" "}
              <Time at={one.createdAt} />
            </>
          ),
          tone: "pass",
          href: reportHref(page, one.id),
          trailing: <Digest value={one.digest} />,
        }))}
      />
    </Sheet>
  );
}
