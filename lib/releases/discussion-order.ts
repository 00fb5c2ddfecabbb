import type { ChallengeStanding } from "#lib/councils/challenge.ts";
import { answerOf, findingOf, type Thread } from "./discussion.ts";
import type { ThreadView } from "./views/discussion.ts";

type Around = {
  readonly settled: ChallengeStanding["settled"];
  readonly standing: ChallengeStanding["standing"];
};

/** Where a thread is, for its reader. */
export function threadState(thread: Thread, { settled, standing }: Around): ThreadView["state"] {
  if (thread.kind === "thread") return thread.resolved ? "resolved" : "open";
  if (settled.includes(thread.id)) return "settled";
  if (!standing.includes(thread.id)) return "void";
  if (answerOf(thread) === null) return "unanswered";
  // A satisfactory answer that does not count any more is to be judged again.
  return findingOf(thread)?.satisfied === false ? "not-satisfied" : "answered";
}

const CLOSED: readonly ThreadView["state"][] = ["resolved", "settled", "void"];
export const isOpen = (state: ThreadView["state"]): boolean => !CLOSED.includes(state);

type Placed = { readonly thread: Pick<Thread, "kind" | "number">; readonly state: ThreadView["state"] };

/** What is open first, challenges before threads, the newest first. */
const placeOf = ({ thread, state }: Placed): string =>
  `${isOpen(state) ? 0 : 1}${thread.kind === "challenge" ? 0 : 1}-${String(1_000_000 - thread.number)}`;

/** A page of them in that order, and where the next begins; a cursor is a place, so what was closed since moves no page. */
export function pageOfThreads<T extends Placed>(
  all: readonly T[],
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): { items: T[]; nextCursor: string | null } {
  const ordered = all.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const rest = cursor === undefined ? ordered : ordered.filter((one) => placeOf(one) > cursor);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rest.length > limit && last ? placeOf(last) : null };
}
