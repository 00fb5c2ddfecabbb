import { notFound } from "next/navigation";
import { Page } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { look } from "#lib/command/query.ts";
import { editPreview } from "#lib/releases/queries/edit-preview.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
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
  const { release: text } = await params;
  if (!/^[1-9]\d{0,8}$/.test(text)) notFound();
  const number = Number(text);
  const answer = await look(database(), releasePage, { release: number }, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Releases" permission="release:read" />;
  const { sections, mine } = answer.value;
  const preview = await look(database(), editPreview, { release: number }, { caller });
  const { model, pointer, base } = sections.target;
  const { version } = sections.artifact;
  const whyNot = mine.whyNotEdit ?? (preview.ok ? null : preview.error.message);
  return (
    <Page
      crumbs={[
        { label: "Releases", href: "/releases" },
        { label: model, href: `/models/${model}` },
        { label: `Release ${number}`, href: `/releases/${number}` },
        { label: "Edit" },
      ]}
    >
      <PageHead
        title={`Edit release ${number}`}
        lede="A change opens the next round. Signatures over what does not change stay; the others have to be given again."
        actions={<ButtonLink href={`/releases/${number}`}>Leave it as it is</ButtonLink>}
      />
      {whyNot !== null || !preview.ok ? (
        <Notice tone="hold" icon="lock" title="It cannot be edited now.">
          {whyNot}
        </Notice>
      ) : (
        <EditReleaseForm
          release={number}
          start={{ model, version, pointer, case: sections.case, plan: sections.plan }}
          baseVersion={base ? `v${base.version}` : null}
          facts={preview.value}
        />
      )}
    </Page>
  );
}
