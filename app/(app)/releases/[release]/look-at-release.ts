import { releaseTab } from "#components/releases/review/release-tabs.ts";
import { ask, lookAtAll } from "#lib/command/query.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { threadList } from "#lib/releases/queries/thread-list.ts";
import { database } from "#lib/web/database.ts";

type Asked = { readonly tab?: string | undefined; readonly cursor?: string | undefined };

/** A release and what people say about it, of one moment. */
export async function lookAtRelease(release: number, { tab, cursor }: Asked, caller: Caller) {
  const listed = { release, ...(cursor ? { cursor } : {}) };
  const asked = { page: ask(releasePage, { release }), threads: ask(threadList, listed) };
  const { page, threads } = await lookAtAll(database(), asked, { caller });
  return { shown: releaseTab(tab), answer: page, threads: threads.ok ? threads.value : null };
}
