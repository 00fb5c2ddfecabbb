import { look } from "#lib/command/query.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import { threadList } from "#lib/releases/queries/thread-list.ts";
import type { DiscussionView, ThreadView } from "#lib/releases/views/discussion.ts";
import { database } from "#lib/web/database.ts";

/** Every thread of a release by its number, however many pages they fill. */
export async function everyThread(release: number, caller: Caller): Promise<ThreadView[]> {
  const threads: ThreadView[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page: Result<DiscussionView, Refusal> = await look(
      database(),
      threadList,
      { release, cursor },
      { caller },
    );
    if (!page.ok) break;
    threads.push(...page.value.items);
    cursor = page.value.nextCursor;
  }
  return threads.toSorted((a, b) => a.number - b.number);
}
