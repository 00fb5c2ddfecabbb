import { pagerHrefs } from "#components/ui/href-with.ts";
import { RefusalNotice } from "#components/ui/refusal-notice.tsx";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { tokenList } from "#lib/access/queries/token-list.ts";
import { look } from "#lib/command/query.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { TokenForms } from "./settings-forms.tsx";

const LISTED = 50;

type TokensTabProps = { caller: Caller; cursor: string | undefined };

export async function TokensTab({ caller, cursor }: TokensTabProps) {
  const answer = await look(database(), tokenList, { limit: LISTED, cursor }, { caller });
  if (!answer.ok) return <RefusalNotice refusal={answer.error} />;
  const { items, nextCursor } = answer.value;
  return (
    <TokenForms
      tokens={items}
      means={await meansOf(caller)}
      whyNot={whyNotPermitted(caller, "token:issue") ?? undefined}
      {...pagerHrefs("/settings", { cursor, nextCursor }, { tab: "tokens" })}
    />
  );
}
