import { look } from "#lib/command/query.ts";
import { delegationList } from "#lib/councils/queries/delegation-list.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { DelegationForms } from "./delegation-forms.tsx";

/** Who signs for the reader and for whom they sign. People who sign nothing see no such section. */
export async function DelegationsSection({ caller }: { caller: Caller }) {
  const found = await look(database(), delegationList, { personId: caller.id }, { caller });
  if (!found.ok || (found.value.items.length === 0 && found.value.functions.length === 0)) return null;
  return <DelegationForms list={found.value} means={await meansOf(caller)} />;
}
