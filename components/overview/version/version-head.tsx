import { FilePlus2 } from "lucide-react";
import { versionState } from "#components/overview/model/version-state.ts";
import { CompareWith } from "#components/registry/compare-with.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Between, PageHead } from "#components/ui/page-head.tsx";
import { Stated, Tag } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { WhyNot } from "#components/ui/why-not.tsx";
import type { ModelRelease } from "#lib/overview/views/model-releases.ts";
import type { VersionPageView } from "#lib/overview/views/version-page.ts";
import { versionPath } from "./version-address.ts";

type VersionHeadProps = {
  page: VersionPageView;
  releases: readonly ModelRelease[];
  /** Why the reader may not open a release. */
  whyNotOpen: WhyNot | undefined;
};

/** Which version it is, how far it is, and what can be done with it. */
export function VersionHead({ page, releases, whyNotOpen }: VersionHeadProps) {
  const { model, version, pointers, others } = page;
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
          {others.length > 0 && <CompareWith path={versionPath(page)} others={others} />}
          <ButtonLink
            href={`/releases/new?model=${model.name}&version=${version.number}`}
            icon={FilePlus2}
            variant={whyNotOpen ? "plain" : "solid"}
            whyNot={whyNotOpen}
          >
            Open a release
          </ButtonLink>
        </>
      }
    />
  );
}
