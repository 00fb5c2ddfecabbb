import type { z } from "zod";
import { type ModelRow, ModelTable } from "#components/registry/model-tables.tsx";
import { Page } from "#components/shell/page.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { PageHead } from "#components/ui/page-head.tsx";
import { look } from "#lib/command/query.ts";
import { latestReleases } from "#lib/overview/queries/latest-releases.ts";
import { modelList } from "#lib/overview/queries/model-list.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../refused.tsx";
import { hrefWith, readParams, type SearchParams } from "../../search-params.ts";
import { liveWords } from "../model-words.ts";

export const metadata = { title: "Models" };

export default async function ModelsPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const { cursor, ...filter } = await readParams(searchParams, ["q", "tier", "owner", "cursor"]);
  // What the address says is checked by the query itself.
  const input = { ...filter, ...(cursor ? { cursor } : {}) } as z.input<typeof modelList.input>;
  const answer = await look(database(), modelList, input, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Models" permission="registry:read" />;
  const { items, nextCursor, owners } = answer.value;
  const names = items.map((item) => item.name);
  const releases = await look(database(), latestReleases, { models: names }, { caller });
  const latest = new Map(
    (releases.ok ? releases.value.items : []).map((release) => [release.model, release]),
  );
  const rows = items.map((item): ModelRow => {
    const release = latest.get(item.name);
    return {
      name: item.name,
      purpose: item.title,
      owner: item.owner.name,
      tier: item.tier,
      live: item.pointers.flatMap((pointer) => liveWords(pointer) ?? []),
      lastRelease: release
        ? {
            label: `Release ${release.number}, v${release.version}`,
            href: `/releases/${release.number}`,
            at: release.createdAt,
          }
        : null,
    };
  });
  return (
    <Page crumbs={[{ label: "Models" }]}>
      <PageHead title="Models" lede="What is updated here, who answers for it, and what is live where." />
      <FilterBar
        search={{ name: "q", placeholder: "name, title or purpose" }}
        filters={[
          { name: "tier", label: "Tier", choices: TIERS.map((tier) => ({ value: tier, label: tier })) },
          {
            name: "owner",
            label: "Owner",
            choices: owners.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
      />
      <ModelTable
        rows={rows}
        shown={countOf(rows.length, "model")}
        filtered={Object.keys(filter).length > 0}
        newerHref={cursor ? hrefWith("/models", filter) : undefined}
        olderHref={nextCursor ? hrefWith("/models", { ...filter, cursor: nextCursor }) : undefined}
      />
    </Page>
  );
}
