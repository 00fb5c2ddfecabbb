import { FactorNotice } from "#components/access/factor-notice.tsx";
import { factorList } from "#lib/access/queries/factor-list.ts";
import { look } from "#lib/command/query.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { DAY_MS } from "#lib/kernel/time.ts";
import { database } from "#lib/web/database.ts";

/** How long a change of somebody's second factor is told on their home page. */
const NEWS_DAYS = 3;

/** The last change of the reader's second factor, while it is news; nothing otherwise. */
export async function FactorNews({ caller }: { caller: Caller }) {
  const answer = await look(database(), factorList, {}, { caller });
  const [last] = answer.ok ? answer.value.changes : [];
  if (!last || Date.now() - Date.parse(last.at) > NEWS_DAYS * DAY_MS) return null;
  return <FactorNotice change={last} />;
}
