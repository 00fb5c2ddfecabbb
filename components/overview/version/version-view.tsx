import { Artifacts } from "#components/registry/artifacts.tsx";
import { ModelCard } from "#components/registry/model-card.tsx";
import { Datasets, Influence, SchemaTable } from "#components/registry/schema-tables.tsx";
import { EventFeed } from "#components/ui/event-feed.tsx";
import { WithRail } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import type { ModelRelease } from "#lib/overview/views/model-releases.ts";
import type { VersionPageView } from "#lib/overview/views/version-page.ts";
import type { VersionFilesView } from "#lib/registry/views/version-files.ts";
import { Evaluation } from "./evaluation.tsx";
import { Overview } from "./overview.tsx";
import { type FilesAsked, filesPager, type VersionTab, versionPath, versionTabs } from "./version-address.ts";
import { versionHistory } from "./version-history.ts";
import { VersionLineage } from "./version-lineage.tsx";
import { CardRail, VersionRail } from "./version-rail.tsx";

type VersionViewProps = {
  page: VersionPageView;
  releases: readonly ModelRelease[];
  tab: VersionTab;
  /** The metric that the address asks for. */
  metric: string | undefined;
  /** What the artifacts' tab shows; null on another. */
  files: VersionFilesView | null;
  asked: FilesAsked;
};

/** One version, by tab. */
export function VersionView(props: VersionViewProps) {
  const { page, tab } = props;
  return (
    <>
      <Tabs label={`Views of version ${page.version.number}`} tabs={versionTabs(page, tab)} />
      <Content {...props} />
    </>
  );
}

function Content({ page, releases, tab, metric, files, asked }: VersionViewProps) {
  const { version, card } = page;
  switch (tab) {
    case "overview":
      return (
        <WithRail railLabel="About this version" rail={<VersionRail page={page} />}>
          <Overview page={page} />
        </WithRail>
      );
    case "card":
      return (
        <WithRail railLabel="About this card" railLast rail={<CardRail page={page} />}>
          <ModelCard markdown={card.markdown} provenance={`revision ${card.revision}, by ${card.author}`} />
        </WithRail>
      );
    case "evaluation":
      return <Evaluation page={page} metric={metric} />;
    case "schema":
      return (
        <>
          <SchemaTable columns={version.schema} />
          <Datasets datasets={version.datasets} />
        </>
      );
    case "artifacts":
      return (
        files && (
          <Artifacts
            files={files}
            versionPath={versionPath(page)}
            search={asked.q}
            {...filesPager(versionPath(page), asked, files.nextCursor)}
          />
        )
      );
    case "lineage":
      return (
        <>
          <VersionLineage page={page} />
          <Influence influence={version.influence} />
          <Datasets datasets={version.datasets} />
        </>
      );
    case "history":
      return (
        <Sheet title="History" provenance="newest first">
          <EventFeed events={versionHistory(page, releases)} />
        </Sheet>
      );
  }
}
