import type { DiscussionView } from "#lib/releases/views/discussion.ts";
import { counted, openAt } from "./discussion-words.ts";

/** How many threads are open at a part of the release, with the way to them. */
export function ThreadsHere({ open, section }: { open: DiscussionView["open"]; section: string }) {
  const count = openAt(open, section);
  if (count === 0) return null;
  return (
    <a href="#discussion" className="font-medium text-accent hover:underline">
      {counted(count, "thread")}
    </a>
  );
}
