import { Page } from "#components/shell/page.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { look } from "#lib/command/query.ts";
import { modelOwners } from "#lib/registry/queries/model-owners.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../refused.tsx";
import { NewModelForm } from "./new-model-form.tsx";

export const metadata = { title: "New model" };

export default async function NewModelPage() {
  const caller = await pageCaller();
  const answer = await look(database(), modelOwners, {}, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Adding a model" permission="model:create" />;
  return (
    <Page crumbs={[{ label: "Models", href: "/models" }, { label: "New model" }]}>
      <PageHead
        title="New model"
        lede="What releases will change. It serves nothing until a version is registered, signed and rolled out."
      />
      <NewModelForm owners={answer.value.people} authorId={caller.id} />
    </Page>
  );
}
