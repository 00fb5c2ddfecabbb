import type { z } from "zod";
import { AddModel } from "#components/overview/models/add-model.tsx";
import { ModelFilters } from "#components/overview/models/model-filters.tsx";
import { ModelTable } from "#components/overview/models/model-table.tsx";
import { EmptyRegistry } from "#components/overview/start/empty-registry.tsx";
import { Page } from "#components/shell/page.tsx";
import { pagerHrefs } from "#components/ui/href-with.ts";
import { PageHead } from "#components/ui/page-head.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { barredFrom } from "#lib/access/permission.ts";
import { ask, lookAtAll } from "#lib/command/query.ts";
import { latestReleases } from "#lib/overview/queries/latest-releases.ts";
import { modelList } from "#lib/overview/queries/model-list.ts";
import { registryStart } from "#lib/overview/queries/registry-start.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { firstCommand } from "#lib/web/first-command.ts";
import { Refused } from "../../refused.tsx";
import { MakeTokenForm } from "./make-token-form.tsx";
import { tokenMaker } from "./token-maker.ts";

export const metadata = { title: "Models" };

export default async function ModelsPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const { cursor, ...filter } = await readParams(searchParams, ["q", "tier", "without", "owner", "cursor"]);
  // The query itself checks what the address says.
  const input = { ...filter, cursor } as z.input<typeof modelList.input>;
  const {
    models: answer,
    releases,
    start,
  } = await lookAtAll(
    database(),
    {
      models: ask(modelList, input),
      releases: ask(latestReleases, input),
      start: ask(registryStart, {}),
    },
    { caller },
  );
  if (!answer.ok) return <Refused refusal={answer.error} what="Models" permission="registry:read" />;
  const { items, nextCursor, owners } = answer.value;
  const whyNotAdd = barredFrom(caller, "model:create");
  const addModel = <AddModel whyNot={whyNotAdd} />;
  const filtered = Object.keys(filter).length > 0;
  const arrived = start.ok ? start.value.arrived : null;
  return (
    <Page crumbs={[{ label: "Models" }]}>
      <PageHead
        title="Models"
        lede="Every model here: who owns it, and what is live where."
        actions={items.length > 0 && addModel}
      />
      {arrived && (
        <EmptyRegistry
          arrived={arrived}
          command={firstCommand()}
          makeToken={<MakeTokenForm {...(await tokenMaker(caller))} />}
          addModel={<AddModel whyNot={whyNotAdd} variant="plain" />}
        />
      )}
      {(items.length > 0 || filtered || !arrived) && (
        <>
          <ModelFilters owners={owners} />
          <ModelTable
            models={items}
            releases={releases.ok ? releases.value.items : []}
            filtered={filtered}
            addModel={addModel}
            {...pagerHrefs("/models", { cursor, nextCursor }, filter)}
          />
        </>
      )}
    </Page>
  );
}
