import { FilePlus2 } from "lucide-react";
import { metricDecimals, metricTitle } from "#components/registry/metric-words.ts";
import { MetricsAcross } from "#components/registry/metrics-across.tsx";
import { ModelReleasesTable } from "#components/registry/model-releases-table.tsx";
import { VersionTable } from "#components/registry/model-tables.tsx";
import { PointerHistory } from "#components/registry/pointer-history.tsx";
import { releaseLooks } from "#components/releases/release-looks.ts";
import { Page } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHead, WithRail } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Tag } from "#components/ui/state-pill.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { Time } from "#components/ui/time.tsx";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { look } from "#lib/command/query.ts";
import { modelPage } from "#lib/overview/queries/model-page.ts";
import { type ModelRelease, modelReleases } from "#lib/overview/queries/model-releases.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../refused.tsx";
import { hrefWith, readParams, type SearchParams } from "../../search-params.ts";
import { answering, liveOf, moveLines, versionState } from "../model-words.ts";
import { metricSeries } from "./metric-series.ts";

type Props = { params: Promise<{ model: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props) {
  return { title: decodeURIComponent((await params).model) };
}

const TABS = ["versions", "live", "metrics", "releases"] as const;

export default async function ModelPage({ params, searchParams }: Props) {
  const caller = await pageCaller();
  const name = decodeURIComponent((await params).model);
  const { tab = "versions", cursor } = await readParams(searchParams, ["tab", "cursor"]);
  const input = { model: name, ...(cursor ? { cursor } : {}) };
  const answer = await look(database(), modelPage, input, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Models" permission="registry:read" />;
  const found = await look(database(), modelReleases, { model: name }, { caller });
  const releases = found.ok ? found.value.items : [];
  const page = answer.value;
  const path = `/models/${name}`;
  const whyNot = whyNotPermitted(caller, "release:open") ?? undefined;
  const labels = {
    versions: { label: "Versions", count: page.model.versions },
    live: { label: "What was live", count: undefined },
    metrics: { label: "Metrics", count: undefined },
    releases: { label: "Releases", count: releases.length },
  };
  return (
    <Page crumbs={[{ label: "Models", href: "/models" }, { label: name }]}>
      <PageHead
        marks={
          <>
            <Tag>{page.model.tier} tier</Tag>
            <span>owned by {page.model.owner.name}</span>
          </>
        }
        title={name}
        lede={page.model.title}
        actions={
          <ButtonLink
            href={`/releases/new?model=${name}`}
            icon={FilePlus2}
            variant={whyNot ? "plain" : "solid"}
            whyNot={whyNot}
          >
            Open a release
          </ButtonLink>
        }
      />
      <Tabs
        label={`Views of ${name}`}
        tabs={TABS.map((key) => ({
          href: hrefWith(path, { tab: key === "versions" ? undefined : key }),
          current: key === tab || (key === "versions" && !TABS.some((one) => one === tab)),
          ...labels[key],
        }))}
      />
      <WithRail railLabel="About this model" railLast rail={<About page={page} />}>
        <View tab={tab} page={page} releases={releases} cursor={cursor} />
      </WithRail>
    </Page>
  );
}

type PageData = Extract<Awaited<ReturnType<(typeof modelPage)["load"]>>, { ok: true }>["value"];
type ViewProps = {
  tab: string;
  page: PageData;
  releases: readonly ModelRelease[];
  cursor: string | undefined;
};

function View({ tab, page, releases, cursor }: ViewProps) {
  const path = `/models/${page.model.name}`;
  if (tab === "live") return <Live page={page} releases={releases} />;
  if (tab === "metrics") return <MetricsAcross series={metricSeries(page.versions.items)} />;
  if (tab === "releases") return <ModelReleasesTable rows={releases.map(releaseRow)} />;
  const headline = page.versions.items.find((version) => version.latestReport)?.latestReport?.metrics[0]
    ?.metric;
  const pointers = page.pointers.map(liveOf);
  return (
    <VersionTable
      metric={headline ? metricTitle(headline) : "Metric"}
      decimals={headline ? metricDecimals(headline) : 4}
      rows={page.versions.items.map((version) => ({
        number: version.number,
        href: `${path}/versions/${version.number}`,
        digest: version.digest,
        state: versionState(version.number, pointers, releases),
        registeredBy: version.registeredBy,
        registeredAt: version.registeredAt,
        metric: version.latestReport?.metrics.find(({ metric }) => metric === headline)?.value ?? null,
      }))}
      newerHref={cursor ? path : undefined}
      olderHref={page.versions.nextCursor ? hrefWith(path, { cursor: page.versions.nextCursor }) : undefined}
    />
  );
}

function Live({ page, releases }: Pick<ViewProps, "page" | "releases">) {
  if (page.pointers.length === 0) {
    return (
      <Sheet title="What was live">
        <EmptyState title="This model has no pointer yet">
          A pointer names a place where a version can be live, such as production. Add one with{" "}
          <code className="font-mono text-xs">POST /api/v1/models/{page.model.name}/pointers</code>.
        </EmptyState>
      </Sheet>
    );
  }
  return page.pointers.map((pointer) => (
    <PointerHistory
      key={pointer.id}
      pointer={pointer.name}
      moves={moveLines(pointer.moves, releases)}
      older={pointer.older}
    />
  ));
}

function About({ page: { model, pointers } }: Pick<ViewProps, "page">) {
  return (
    <>
      <Sheet title="Live now">
        {pointers.length === 0 ? (
          <p className="text-sm text-ink-2">No pointer yet, so nothing can be live.</p>
        ) : (
          <DefinitionList
            items={pointers.map((pointer) => ({ term: pointer.name, value: answering(liveOf(pointer)) }))}
          />
        )}
      </Sheet>
      <Sheet title="About" provenance={<Time at={model.createdAt} as="date" />}>
        <DefinitionList
          items={[
            { term: "Purpose", value: model.purpose },
            { term: "Intended use", value: model.intendedUse },
            { term: "Owner", value: model.owner.name },
          ]}
        />
      </Sheet>
    </>
  );
}

const releaseRow = ({ number, version, base, pointer, author, createdAt, state }: ModelRelease) => ({
  number,
  title: `v${version} to ${pointer}${base ? `, in place of v${base}` : ""}`,
  author,
  createdAt,
  state: releaseLooks[state],
});
