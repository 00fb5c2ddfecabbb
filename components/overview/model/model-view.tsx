import { FilePlus2, ListChecks, PackagePlus, Scale } from "lucide-react";
import type { ReactNode } from "react";
import { liveOf } from "#components/exposure/live-words.ts";
import { metricSeries } from "#components/registry/metric-series.ts";
import { MetricsAcross } from "#components/registry/metrics-across.tsx";
import { TierTag } from "#components/registry/tier-tag.tsx";
import { VersionTable } from "#components/registry/version-table.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { pagerHrefs } from "#components/ui/href-with.ts";
import { PageHead, WithRail } from "#components/ui/page-head.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import type { WhyNot } from "#components/ui/why-not.tsx";
import type { ModelPageView } from "#lib/overview/views/model-page.ts";
import type { ModelRelease } from "#lib/overview/views/model-releases.ts";
import { ModelAbout } from "./model-about.tsx";
import { ModelReleasesTable } from "./model-releases-table.tsx";
import { type ModelTab, modelTabs } from "./model-tabs.ts";
import { PointerHistories } from "./pointer-histories.tsx";
import { versionState } from "./version-state.ts";

/** Fewer than a list has: the page shows more than its versions. */
export const VERSIONS_SHOWN = 15;

type ModelViewProps = {
  page: ModelPageView;
  releases: readonly ModelRelease[];
  tab: ModelTab;
  /** The page of versions that is shown. */
  cursor: string | undefined;
  /** Why the reader may not open a release. */
  whyNotOpen: WhyNot | undefined;
  /** Why the reader may not register a version. */
  whyNotRegister: WhyNot | undefined;
  /** The way to a new pointer. */
  addPointer: ReactNode;
  /** The ways back to what was live before. */
  goBack: ReactNode;
  /** Where the tier comes from, and what the reader can do about it. */
  tier: { readonly content: ReactNode; readonly decision: ReactNode };
};

/** One model: its versions, what was live when, its metrics over time, its releases. */
export function ModelView(props: ModelViewProps) {
  const { page, releases, tab } = props;
  return (
    <>
      <ModelHead {...props} model={page.model} />
      <Tabs label={`Views of ${page.model.name}`} tabs={modelTabs(page, releases, tab)} />
      <WithRail
        railLabel="About this model"
        railLast
        rail={<ModelAbout page={page} />}
        pinned={tab === "tier" && props.tier.decision}
      >
        <Content {...props} />
      </WithRail>
    </>
  );
}

type ModelHeadProps = Pick<ModelViewProps, "whyNotOpen" | "whyNotRegister" | "addPointer"> & {
  model: ModelPageView["model"];
};

function ModelHead({ model, whyNotOpen, whyNotRegister, addPointer }: ModelHeadProps) {
  const { name, title, tier, tierConfirmed, owner } = model;
  const nothingYet = model.versions === 0;
  return (
    <PageHead
      marks={
        <>
          <TierTag tier={tier} confirmed={tierConfirmed} named />
          <span>owned by {owner.name}</span>
        </>
      }
      title={name}
      lede={title}
      actions={
        <>
          {addPointer}
          <ButtonLink href={`/models/${name}/findings`} icon={ListChecks}>
            Findings
          </ButtonLink>
          <ButtonLink href={`/models/${name}/obligations`} icon={Scale}>
            Obligations
          </ButtonLink>
          <ButtonLink
            href={`/models/${name}/register`}
            icon={PackagePlus}
            variant={nothingYet && !whyNotRegister ? "solid" : "plain"}
            whyNot={whyNotRegister}
          >
            Register a version
          </ButtonLink>
          <ButtonLink
            href={`/releases/new?model=${name}`}
            icon={FilePlus2}
            variant={nothingYet || whyNotOpen ? "plain" : "solid"}
            whyNot={whyNotOpen}
          >
            Open a release
          </ButtonLink>
        </>
      }
    />
  );
}

function Content({ page, releases, tab, cursor, addPointer, goBack, tier }: ModelViewProps) {
  const { model, versions, pointers } = page;
  switch (tab) {
    case "live":
      return (
        <PointerHistories pointers={pointers} releases={releases} addPointer={addPointer} goBack={goBack} />
      );
    case "metrics":
      return <MetricsAcross series={metricSeries(versions.items)} />;
    case "releases":
      return <ModelReleasesTable releases={releases} />;
    case "tier":
      return tier.content;
    case "versions": {
      const live = pointers.map(liveOf);
      return (
        <VersionTable
          model={model.name}
          versions={versions.items}
          stateOf={({ number }) => versionState(number, live, releases)}
          {...pagerHrefs(`/models/${model.name}`, { cursor, nextCursor: versions.nextCursor })}
        />
      );
    }
  }
}
