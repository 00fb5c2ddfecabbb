import { RefusalNotice } from "#components/ui/refusal-notice.tsx";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { factorList } from "#lib/access/queries/factor-list.ts";
import { look } from "#lib/command/query.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { RuleForm } from "./settings-forms.tsx";

export async function SignInTab({ caller }: { caller: Caller }) {
  const answer = await look(database(), factorList, {}, { caller });
  if (!answer.ok) return <RefusalNotice refusal={answer.error} />;
  return (
    <RuleForm
      rule={answer.value.rule}
      means={await meansOf(caller)}
      whyNot={whyNotPermitted(caller, "factor-rule:set") ?? undefined}
    />
  );
}
