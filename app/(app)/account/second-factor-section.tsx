import { RefusalNotice } from "#components/ui/refusal-notice.tsx";
import { factorList } from "#lib/access/queries/factor-list.ts";
import { look } from "#lib/command/query.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { SecondFactorForms } from "./second-factor-forms.tsx";

/** What the reader has besides their password. */
export async function SecondFactorSection({ caller }: { caller: Caller }) {
  const answer = await look(database(), factorList, {}, { caller });
  if (!answer.ok) return <RefusalNotice refusal={answer.error} />;
  return <SecondFactorForms view={answer.value} means={await meansOf(caller)} />;
}
