import { ModelObligations } from "#components/overview/model/model-obligations.tsx";
import { releaseAnswering } from "#components/overview/model/release-answering.ts";
import { Page } from "#components/shell/page.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { look } from "#lib/command/query.ts";
import { modelReleases } from "#lib/overview/queries/model-releases.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../../refused.tsx";

type Props = { params: Promise<{ model: string }>; searchParams: SearchParams };

export const metadata = { title: "Obligations" };

export default async function ModelObligationsPage({ params, searchParams }: Props) {
  const caller = await pageCaller();
  const model = decodeURIComponent((await params).model);
  const asked = await readParams(searchParams, ["release", "framework", "open"]);
  const releases = await look(database(), modelReleases, { model }, { caller });
  if (!releases.ok) return <Refused refusal={releases.error} what="Models" permission="release:read" />;
  const { items } = releases.value;
  const answering = releaseAnswering(items, asked.release);
  const release =
    answering && (await look(database(), releasePage, { release: answering.number }, { caller }));
  if (release && !release.ok)
    return <Refused refusal={release.error} what="Releases" permission="release:read" />;
  return (
    <Page
      crumbs={[
        { label: "Models", href: "/models" },
        { label: model, href: `/models/${model}` },
        { label: "Obligations" },
      ]}
    >
      <ModelObligations model={model} releases={items} release={release?.value ?? null} asked={asked} />
    </Page>
  );
}
