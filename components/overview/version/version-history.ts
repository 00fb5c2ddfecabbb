import { releaseLooks } from "#components/releases/release-looks.ts";
import type { FeedEvent } from "#components/ui/event-feed.tsx";
import type { ModelRelease } from "#lib/overview/views/model-releases.ts";
import type { VersionPageView } from "#lib/overview/views/version-page.ts";
import type { CardRevision } from "#lib/registry/views/card.ts";
import type { ReportSummary } from "#lib/registry/views/report.ts";
import { reportHref, versionPath } from "./version-address.ts";

/** What happened to a version, newest first: registered, described, measured, put up for release. */
export function versionHistory(page: VersionPageView, releases: readonly ModelRelease[]): FeedEvent[] {
  const path = versionPath(page);
  const events = [
    ...page.revisions.map((revision) => revised(revision, path)),
    registered(page),
    ...page.reports.map((report) => evaluated(report, reportHref(page, report.id))),
    ...releases.filter(({ version }) => version === page.version.number).map(released),
  ];
  return events.sort((a, b) => b.at.localeCompare(a.at));
}

const revised = ({ revision, author, createdAt }: CardRevision, path: string): FeedEvent => ({
  id: `card-${revision}`,
  title: `Card, revision ${revision}`,
  detail: author,
  at: createdAt,
  tone: "plain",
  href: `${path}?tab=card`,
});

const registered = ({ version }: VersionPageView): FeedEvent => ({
  id: "registered",
  title: `Registered as version ${version.number}`,
  detail:
    version.registeredFrom === "API" ? `${version.registeredBy}, through the API` : version.registeredBy,
  at: version.registeredAt,
  tone: "plain",
});

const evaluated = (report: ReportSummary, href: string): FeedEvent => ({
  id: report.id,
  title: `Evaluated by ${report.pipeline}`,
  detail: `${report.producedBy}, on ${report.dataset.name}`,
  at: report.createdAt,
  tone: "pass",
  href,
});

const released = ({ number, pointer, author, createdAt, state }: ModelRelease): FeedEvent => ({
  id: `release-${number}`,
  title: `Release ${number} to ${pointer}: ${releaseLooks[state].word.toLowerCase()}`,
  detail: `opened by ${author}`,
  at: createdAt,
  tone: releaseLooks[state].tone,
  href: `/releases/${number}`,
});
