import { Page } from "#components/shell/page.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { functionList } from "#lib/access/queries/function-list.ts";
import { look } from "#lib/command/query.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { Refused } from "../refused.tsx";
import { FunctionForms } from "./function-forms.tsx";

export const metadata = { title: "Functions" };

/** Who signs for which function, for everybody; proposing, confirming and removing for those who may. */
export default async function FunctionsPage() {
  const caller = await pageCaller();
  const answer = await look(database(), functionList, {}, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="This page" permission="policy:read" />;
  return (
    <Page crumbs={[{ label: "Functions" }]}>
      <PageHead title="Functions" lede="Who signs for what, and which two people granted it." />
      <FunctionForms
        {...answer.value}
        means={await meansOf(caller)}
        whyNot={whyNotPermitted(caller, "function:propose") ?? undefined}
      />
    </Page>
  );
}
