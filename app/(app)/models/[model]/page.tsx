import { modelTab } from "#components/overview/model/model-tabs.ts";
import { ModelView } from "#components/overview/model/model-view.tsx";
import { spanOf } from "#components/overview/model/span-of.ts";
import { Page } from "#components/shell/page.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { barredFrom } from "#lib/access/permission.ts";
import { ask, lookAtAll } from "#lib/command/query.ts";
import { modelPage } from "#lib/overview/queries/model-page.ts";
import { modelReleases } from "#lib/overview/queries/model-releases.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../refused.tsx";
import { AddPointerForm } from "./add-pointer-form.tsx";

type Props = { params: Promise<{ model: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props) {
  return { title: decodeURIComponent((await params).model) };
}

export default async function ModelPage({ params, searchParams }: Props) {
  const caller = await pageCaller();
  const model = decodeURIComponent((await params).model);
  const { tab, cursor, ...asked } = await readParams(searchParams, ["tab", "cursor", "at", "until"]);
  const { page, releases } = await lookAtAll(
    database(),
    { page: ask(modelPage, { model, cursor, ...spanOf(asked) }), releases: ask(modelReleases, { model }) },
    { caller },
  );
  if (!page.ok) return <Refused refusal={page.error} what="Models" permission="registry:read" />;
  return (
    <Page crumbs={[{ label: "Models", href: "/models" }, { label: model }]}>
      <ModelView
        page={page.value}
        releases={releases.ok ? releases.value.items : []}
        tab={modelTab(tab)}
        cursor={cursor}
        whyNotOpen={barredFrom(caller, "release:open") ?? undefined}
        whyNotRegister={barredFrom(caller, "version:register") ?? undefined}
        addPointer={
          <AddPointerForm model={model} whyNot={barredFrom(caller, "pointer:create") ?? undefined} />
        }
      />
    </Page>
  );
}
