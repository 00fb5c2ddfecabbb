import { pagerHrefs } from "#components/ui/href-with.ts";
import { RefusalNotice } from "#components/ui/refusal-notice.tsx";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { tokenList } from "#lib/access/queries/token-list.ts";
import { ask, lookAtAll } from "#lib/command/query.ts";
import { pointerKeys } from "#lib/exposure/queries/pointer-keys.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { modelOwners } from "#lib/registry/queries/model-owners.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { TokenForms } from "./settings-forms.tsx";

const LISTED = 50;

type TokensTabProps = { caller: Caller; cursor: string | undefined };

export async function TokensTab({ caller, cursor }: TokensTabProps) {
  const { tokens, holders, pointers } = await lookAtAll(
    database(),
    {
      tokens: ask(tokenList, { limit: LISTED, cursor }),
      holders: ask(modelOwners, {}),
      pointers: ask(pointerKeys, {}),
    },
    { caller },
  );
  if (!tokens.ok) return <RefusalNotice refusal={tokens.error} />;
  const { items, nextCursor } = tokens.value;
  const people = holders.ok ? holders.value.people : [];
  return (
    <TokenForms
      tokens={items}
      people={people.toSorted((a, b) => Number(b.id === caller.id) - Number(a.id === caller.id))}
      pointers={pointers.ok ? pointers.value.keys : []}
      means={await meansOf(caller)}
      whyNot={whyNotPermitted(caller, "token:issue") ?? undefined}
      {...pagerHrefs("/settings", { cursor, nextCursor }, { tab: "tokens" })}
    />
  );
}
