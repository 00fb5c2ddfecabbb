import { Page } from "#components/shell/page.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { functionList } from "#lib/access/queries/function-list.ts";
import { look } from "#lib/command/query.ts";
import { waitingSigners } from "#lib/councils/queries/waiting-signers.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { Refused } from "../refused.tsx";
import { FunctionForms } from "./function-forms.tsx";
import { WaitingForms } from "./waiting-forms.tsx";

export const metadata = { title: "Functions" };

/** Who signs for which function, for everybody; proposing, confirming and removing for those who may. */
export default async function FunctionsPage() {
  const caller = await pageCaller();
  const answer = await look(database(), functionList, {}, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="This page" permission="policy:read" />;
  const waiting = await look(database(), waitingSigners, {}, { caller });
  const means = await meansOf(caller);
  return (
    <Page crumbs={[{ label: "Functions" }]}>
      <PageHead title="Functions" lede="Who signs for what, and which two people granted it." />
      {waiting.ok && <WaitingForms {...waiting.value} means={means} />}
      <FunctionForms
        {...answer.value}
        means={means}
        whyYouWait={waiting.ok ? waiting.value.whyYouWait : null}
        whyNot={whyNotPermitted(caller, "function:propose") ?? undefined}
      />
    </Page>
  );
}
