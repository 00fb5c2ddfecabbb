import { versionCrumbs } from "#components/overview/version/version-address.ts";
import { Page } from "#components/shell/page.tsx";
import { permit } from "#lib/access/permission.ts";
import { look } from "#lib/command/query.ts";
import { versionPage } from "#lib/overview/queries/version-page.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { draftOwner } from "#lib/web/draft-owner.ts";
import { Refused } from "../../../../../refused.tsx";
import { EditCardForm } from "./edit-card-form.tsx";

type Props = { params: Promise<{ model: string; version: string }> };

export async function generateMetadata({ params }: Props) {
  const { model, version } = await params;
  return { title: `Card of ${decodeURIComponent(model)} v${version}` };
}

export default async function EditCardPage({ params }: Props) {
  const caller = await pageCaller();
  const permitted = permit(caller, "card:revise");
  if (!permitted.ok)
    return <Refused refusal={permitted.error} what="Editing a model card" permission="card:revise" />;
  const path = await params;
  const asked = { model: decodeURIComponent(path.model), version: Number(path.version) };
  const answer = await look(database(), versionPage, asked, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="This version" permission="registry:read" />;
  const { model, version, card } = answer.value;
  return (
    <Page crumbs={versionCrumbs(answer.value, undefined)}>
      <EditCardForm model={model} version={version.number} card={card} owner={draftOwner(caller)} />
    </Page>
  );
}
