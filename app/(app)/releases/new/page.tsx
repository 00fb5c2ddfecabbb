import { NothingToRelease } from "#components/releases/form/nothing-to-release.tsx";
import { releasable, targetAsked } from "#components/releases/form/release-target.ts";
import { templatesOffered } from "#components/releases/templates/template-words.ts";
import { Page } from "#components/shell/page.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { permit } from "#lib/access/permission.ts";
import { look } from "#lib/command/query.ts";
import { releasableVersions } from "#lib/releases/queries/releasable-versions.ts";
import { templateList } from "#lib/releases/queries/template-list.ts";
import { RELEASE_TEMPLATES } from "#lib/releases/templates.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { draftOwner } from "#lib/web/draft-owner.ts";
import { Refused } from "../../refused.tsx";
import { NewReleaseForm } from "./new-release-form.tsx";

export const metadata = { title: "New release" };

export default async function NewReleasePage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const permitted = permit(caller, "release:open");
  if (!permitted.ok)
    return <Refused refusal={permitted.error} what="Opening a release" permission="release:open" />;
  const answer = await look(database(), releasableVersions, {}, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Releases" permission="release:read" />;
  const models = releasable(answer.value.models);
  const here = await look(database(), templateList, {}, { caller });
  const params = await readParams(searchParams, ["model", "version", "pointer"]);
  const start = targetAsked(models, params);
  return (
    <Page crumbs={[{ label: "Releases", href: "/releases" }, { label: "New release" }]}>
      {start ? (
        <NewReleaseForm
          models={models}
          templates={here.ok ? templatesOffered(here.value) : RELEASE_TEMPLATES}
          start={start}
          asked={params.model !== undefined}
          owner={draftOwner(caller)}
        />
      ) : (
        <NothingToRelease />
      )}
    </Page>
  );
}
