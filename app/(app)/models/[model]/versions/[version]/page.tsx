import { FilePlus2 } from "lucide-react";
import { Artifacts } from "#components/registry/artifacts.tsx";
import { CompareWith } from "#components/registry/compare-with.tsx";
import { LineageSketch } from "#components/registry/lineage-sketch.tsx";
import { ModelCard } from "#components/registry/model-card.tsx";
import { Datasets, Influence, SchemaTable } from "#components/registry/schema-tables.tsx";
import { Page } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EventFeed } from "#components/ui/event-feed.tsx";
import { Between, PageHead, WithRail } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated, Tag } from "#components/ui/state-pill.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { Time } from "#components/ui/time.tsx";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { look } from "#lib/command/query.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { type ModelRelease, modelReleases } from "#lib/overview/queries/model-releases.ts";
import { versionPage } from "#lib/overview/queries/version-page.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../../../refused.tsx";
import { hrefWith, readParams, type SearchParams } from "../../../../search-params.ts";
import { versionState } from "../../../model-words.ts";
import { Compare } from "./compare.tsx";
import { Evaluation } from "./evaluation.tsx";
import { Overview } from "./overview.tsx";
import { CardRail, Rail } from "./rails.tsx";
import { historyOf, lineageOf, pathOf, type VersionData } from "./version-words.ts";

type Props = { params: Promise<{ model: string; version: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props) {
  const { model, version } = await params;
  return { title: `${decodeURIComponent(model)} v${version}` };
}

export default async function VersionPage({ params, searchParams }: Props) {
  const caller = await pageCaller();
  const { model, version } = await params;
  const {
    tab = "overview",
    report,
    with: other,
    metric,
  } = await readParams(searchParams, ["tab", "report", "with", "metric"]);
  const see = (number: string, more = {}) =>
    look(
      database(),
      versionPage,
      { model: decodeURIComponent(model), version: Number(number), ...more },
      { caller },
    );
  const answer = await see(version, report ? { report } : {});
  if (!answer.ok) return <Refused refusal={answer.error} what="This version" permission="registry:read" />;
  const beside = other ? await see(other) : null;
  if (beside && !beside.ok)
    return <Refused refusal={beside.error} what="That version" permission="registry:read" />;
  const page = answer.value;
  const found = await look(database(), modelReleases, { model: page.model.name }, { caller });
  const releases = found.ok ? found.value.items : [];
  const path = pathOf(page);
  return (
    <Page
      crumbs={[
        { label: "Models", href: "/models" },
        { label: page.model.name, href: `/models/${page.model.name}` },
        ...(beside
          ? [{ label: `Version ${version}`, href: path }, { label: `against version ${other}` }]
          : [{ label: `Version ${version}` }]),
      ]}
    >
      <Head page={page} releases={releases} caller={caller} />
      {beside ? (
        <Compare page={page} other={beside.value} />
      ) : (
        <>
          <Tabs label={`Views of version ${version}`} tabs={tabsOf(page, tab)} />
          <View tab={tab} page={page} releases={releases} metric={metric} />
        </>
      )}
    </Page>
  );
}

type HeadProps = { page: VersionData; releases: readonly ModelRelease[]; caller: Caller };

function Head({ page, releases, caller }: HeadProps) {
  const { model, version, pointers, others } = page;
  const whyNot = whyNotPermitted(caller, "release:open") ?? undefined;
  return (
    <PageHead
      marks={
        <>
          <Stated look={versionState(version.number, pointers, releases)} />
          <Tag>Immutable</Tag>
          <span>
            Registered by {version.registeredBy}
            {version.registeredFrom === "API" && " through the API"},{" "}
            <Time at={version.registeredAt} as="relative" />
          </span>
        </>
      }
      title={
        <>
          {model.name} <Between>version</Between> {version.number}
        </>
      }
      lede={version.description}
      actions={
        <>
          {others.length > 0 && <CompareWith path={pathOf(page)} others={others} />}
          <ButtonLink
            href={`/releases/new?model=${model.name}&version=${version.number}`}
            icon={FilePlus2}
            variant={whyNot ? "plain" : "solid"}
            whyNot={whyNot}
          >
            Open a release
          </ButtonLink>
        </>
      }
    />
  );
}

const TABS = ["overview", "card", "evaluation", "schema", "artifacts", "lineage", "history"] as const;

function tabsOf(page: VersionData, tab: string) {
  const labels: Record<(typeof TABS)[number], { label: string; count?: number }> = {
    overview: { label: "Overview" },
    card: { label: "Model card" },
    evaluation: { label: "Evaluation", count: page.reports.length },
    schema: { label: "Schema", count: page.version.schema.length },
    artifacts: { label: "Artifacts", count: page.version.files.length },
    lineage: { label: "Lineage" },
    history: { label: "History" },
  };
  const current = TABS.find((key) => key === tab) ?? "overview";
  return TABS.map((key) => ({
    href: hrefWith(pathOf(page), { tab: key === "overview" ? undefined : key }),
    current: key === current,
    ...labels[key],
  }));
}

type ViewProps = {
  tab: string;
  page: VersionData;
  releases: readonly ModelRelease[];
  metric: string | undefined;
};

function View({ tab, page, releases, metric }: ViewProps) {
  const { version, card } = page;
  switch (tab) {
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
        <Artifacts
          rows={version.files.map(({ path, digest, size }) => ({
            path,
            digest,
            bytes: size,
            href: `/api/v1${pathOf(page)}/artifacts/${path.split("/").map(encodeURIComponent).join("/")}`,
          }))}
        />
      );
    case "lineage":
      return (
        <>
          <LineageSketch {...lineageOf(page)} currentId="version" />
          <Influence influence={version.influence} />
          <Datasets datasets={version.datasets} />
        </>
      );
    case "history":
      return (
        <Sheet title="History" provenance="newest first">
          <EventFeed events={historyOf(page, releases)} />
        </Sheet>
      );
    default:
      return (
        <WithRail railLabel="About this version" rail={<Rail page={page} />}>
          <Overview page={page} />
        </WithRail>
      );
  }
}
