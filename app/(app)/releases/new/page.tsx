import { Boxes } from "lucide-react";
import { targetIn } from "#components/releases/release-start.ts";
import { Page } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { permit } from "#lib/access/permission.ts";
import { look } from "#lib/command/query.ts";
import { releasableVersions } from "#lib/releases/queries/releasable-versions.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
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
  const models = answer.value.models.filter(
    ({ versions, pointers }) => versions.length * pointers.length > 0,
  );
  const { model, version, pointer } = await readParams(searchParams, ["model", "version", "pointer"]);
  const start = targetIn(models, {
    ...(model ? { model } : {}),
    ...(version ? { version: Number(version) } : {}),
    ...(pointer ? { pointer } : {}),
  });
  return (
    <Page crumbs={[{ label: "Releases", href: "/releases" }, { label: "New release" }]}>
      <PageHead
        title="New release"
        lede="The case for putting a version behind a pointer. Everything here is what people sign; nothing is sent before you say so."
      />
      {start ? <NewReleaseForm models={models} start={start} /> : <NothingToRelease />}
    </Page>
  );
}

function NothingToRelease() {
  return (
    <Sheet title="What">
      <EmptyState
        icon={Boxes}
        title="There is nothing to release yet"
        action={<ButtonLink href="/models">Go to the models</ButtonLink>}
      >
        A release needs a model with a registered version and a pointer to put it behind.
      </EmptyState>
    </Sheet>
  );
}
