import { clsx } from "clsx";
import Link from "next/link";
import { metricTitle } from "#components/registry/metric-words.ts";
import type { VersionPageView } from "#lib/overview/views/version-page.ts";
import { reportHref } from "./version-address.ts";

type MetricPickerProps = {
  page: VersionPageView;
  metrics: readonly string[];
  current: string | undefined;
};

/** Which metric the slices below show. */
export function MetricPicker({ page, metrics, current }: MetricPickerProps) {
  return (
    <nav aria-label="Metric by slice" className="flex flex-wrap items-center gap-1.5 text-sm">
      <span className="mr-1 text-xs text-ink-3">By slice</span>
      {metrics.map((metric) => (
        <Link
          key={metric}
          href={reportHref(page, page.report?.id, metric)}
          scroll={false}
          aria-current={metric === current ? "true" : undefined}
          className={clsx(
            "rounded-full px-2.5 py-1",
            metric === current
              ? "bg-accent-weak font-medium text-accent"
              : "border border-line text-ink-2 hover:bg-sunken",
          )}
        >
          {metricTitle(metric)}
        </Link>
      ))}
    </nav>
  );
}
