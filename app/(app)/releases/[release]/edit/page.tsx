import { releaseCrumbs, releaseNumber } from "#components/releases/release-address.ts";
import { Page } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { WayOut } from "#components/ui/way-out.tsx";
import { ask, look, lookAtAll } from "#lib/command/query.ts";
import { editPreview } from "#lib/releases/queries/edit-preview.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { pointerTraffic } from "#lib/rollouts/queries/pointer-traffic.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../../refused.tsx";
import { EditReleaseForm } from "./edit-release-form.tsx";

type Props = { params: Promise<{ release: string }> };

export async function generateMetadata({ params }: Props) {
  return { title: `Edit release ${decodeURIComponent((await params).release)}` };
}

export default async function EditReleasePage({ params }: Props) {
  const caller = await pageCaller();
  const number = releaseNumber((await params).release);
  const answer = await look(database(), releasePage, { release: number }, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Releases" permission="release:read" />;
  const { sections, mine } = answer.value;
  const { model, pointer } = sections.target;
  const asked = {
    preview: ask(editPreview, { release: number }),
    traffic: ask(pointerTraffic, { model, pointer }),
  };
  const { preview, traffic } = await lookAtAll(database(), asked, { caller });
  return (
    <Page crumbs={releaseCrumbs(answer.value, "Edit")}>
      <PageHead
        title={`Edit release ${number}`}
        lede="A change opens the next round. Signatures stay where their sections do not change; the others must be given again."
        actions={<ButtonLink href={`/releases/${number}`}>Discard changes</ButtonLink>}
      />
      {preview.ok && mine.whyNotEdit === null ? (
        <EditReleaseForm
          release={number}
          sections={sections}
          template={answer.value.template}
          facts={preview.value}
          traffic={traffic.ok ? traffic.value : null}
        />
      ) : (
        <Notice
          tone="hold"
          icon="lock"
          title="This release cannot be edited now."
          action={<WayOut place={mine.places.edit} />}
        >
          {mine.whyNotEdit ?? (preview.ok ? null : preview.error.message)}
        </Notice>
      )}
    </Page>
  );
}
