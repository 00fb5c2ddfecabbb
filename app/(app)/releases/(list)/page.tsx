import type { z } from "zod";
import { OpenRelease } from "#components/releases/list/open-release.tsx";
import { ReleaseFilters } from "#components/releases/list/release-filters.tsx";
import { ReleaseTable } from "#components/releases/list/release-table.tsx";
import { Page } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { pagerHrefs } from "#components/ui/href-with.ts";
import { PageHead } from "#components/ui/page-head.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { barredFrom } from "#lib/access/permission.ts";
import { ask, lookAtAll } from "#lib/command/query.ts";
import { modelList } from "#lib/overview/queries/model-list.ts";
import { releaseList } from "#lib/releases/queries/release-list.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../refused.tsx";

export const metadata = { title: "Releases" };

export default async function ReleasesPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const { cursor, ...filter } = await readParams(searchParams, ["q", "state", "model", "cursor"]);
  // The query itself checks what the address says.
  const input = { ...filter, cursor } as z.input<typeof releaseList.input>;
  const { releases, models } = await lookAtAll(
    database(),
    { releases: ask(releaseList, input), models: ask(modelList, { limit: 100 }) },
    { caller },
  );
  if (!releases.ok) return <Refused refusal={releases.error} what="Releases" permission="release:read" />;
  const { items, nextCursor } = releases.value;
  return (
    <Page crumbs={[{ label: "Releases" }]}>
      <PageHead
        title="Releases"
        lede="Every release of a version to a pointer: who opened it, who signed, and what became of it."
        actions={
          <>
            <ButtonLink href="/templates">Templates</ButtonLink>
            <OpenRelease whyNot={barredFrom(caller, "release:open")} />
          </>
        }
      />
      <ReleaseFilters models={models.ok ? models.value.items.map(({ name }) => name) : []} />
      <ReleaseTable
        releases={items}
        filtered={Object.keys(filter).length > 0}
        {...pagerHrefs("/releases", { cursor, nextCursor }, filter)}
      />
    </Page>
  );
}
