import { hrefWith, type PagerHrefs, pagerHrefs } from "#components/ui/href-with.ts";
import type { TabLink } from "#components/ui/tabs.tsx";
import type { VersionPageView } from "#lib/overview/views/version-page.ts";

type Named = Pick<VersionPageView, "model" | "version">;

export const versionPath = ({ model, version }: Named): string =>
  `/models/${model.name}/versions/${version.number}`;

export const cardEditor = (of: Named): string => `${versionPath(of)}/card`;

/** One report of a version, shown whole. */
export const reportHref = (of: Named, report: string | undefined, metric?: string): string =>
  hrefWith(versionPath(of), { tab: "evaluation", report, metric });

const VERSION_TABS = ["overview", "card", "evaluation", "schema", "artifacts", "lineage", "history"] as const;
export type VersionTab = (typeof VERSION_TABS)[number];

/** The tab that an address asks for; the overview where it asks for none there is. */
export const versionTab = (asked: string | undefined): VersionTab =>
  VERSION_TABS.find((tab) => tab === asked) ?? "overview";

export function versionTabs(page: VersionPageView, current: VersionTab): TabLink[] {
  const labels: Readonly<Record<VersionTab, Pick<TabLink, "label" | "count">>> = {
    overview: { label: "Overview" },
    card: { label: "Model card" },
    evaluation: { label: "Evaluation", count: page.reports.length },
    schema: { label: "Schema", count: page.version.schema.length },
    artifacts: { label: "Artifacts", count: page.version.fileCount },
    lineage: { label: "Lineage" },
    history: { label: "History" },
  };
  return VERSION_TABS.map((tab) => ({
    href: hrefWith(versionPath(page), { tab: tab === "overview" ? undefined : tab }),
    current: tab === current,
    ...labels[tab],
  }));
}

/** Which files the address asks for: those of the artifacts' tab, or of a comparison. */
export type FilesAsked = Readonly<Partial<Record<"tab" | "with" | "q" | "change" | "cursor", string>>>;

export const filesPager = (
  path: string,
  { cursor, ...filters }: FilesAsked,
  nextCursor: string | null,
): PagerHrefs => pagerHrefs(path, { cursor, nextCursor }, filters);

/** The way to a version's page, or to what it is compared with. */
export function versionCrumbs(page: VersionPageView, comparedWith: number | undefined) {
  const { model, version } = page;
  const here = `Version ${version.number}`;
  const way = [
    { label: "Models", href: "/models" },
    { label: model.name, href: `/models/${model.name}` },
  ];
  return comparedWith === undefined
    ? [...way, { label: here }]
    : [...way, { label: here, href: versionPath(page) }, { label: `against version ${comparedWith}` }];
}
