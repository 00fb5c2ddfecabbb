import { FindingsView } from "#components/councils/findings-view.tsx";
import { Page } from "#components/shell/page.tsx";
import { look } from "#lib/command/query.ts";
import { findingList } from "#lib/councils/queries/finding-list.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../../refused.tsx";
import { ClosingFinding, OpeningFinding } from "./finding-panels.tsx";

type Props = { params: Promise<{ model: string }> };

export const metadata = { title: "Findings" };

export default async function FindingsPage({ params }: Props) {
  const caller = await pageCaller();
  const model = decodeURIComponent((await params).model);
  const answer = await look(database(), findingList, { model }, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Findings" permission="registry:read" />;
  const list = answer.value;
  return (
    <Page
      crumbs={[
        { label: "Models", href: "/models" },
        { label: model, href: `/models/${model}` },
        { label: "Findings" },
      ]}
    >
      <FindingsView
        list={list}
        form={list.whyNotOpen === null && <OpeningFinding model={model} owners={list.owners} />}
        actsOf={(finding) => <ClosingFinding model={model} finding={finding} />}
      />
    </Page>
  );
}
