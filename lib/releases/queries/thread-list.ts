import { z } from "zod";
import { barredFrom } from "#lib/access/permission.ts";
import { defineQuery } from "#lib/command/query.ts";
import { challengeStanding } from "#lib/councils/challenge.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { ordinal, paging } from "#lib/kernel/fields.ts";
import { errorOf, ok } from "#lib/kernel/result.ts";
import { pinnedAt, sectionOf } from "#lib/releases/anchor.ts";
import { challengingOf, mayRaise } from "#lib/releases/challenges.ts";
import { isOpen, pageOfThreads, threadState } from "#lib/releases/discussion-order.ts";
import { releaseMachine } from "#lib/releases/release.ts";
import { anchorableIn } from "#lib/releases/rows/anchorable.ts";
import { possibleOwners } from "#lib/releases/rows/condition-views.ts";
import { type ReleaseCaseFile, readRelease } from "#lib/releases/rows/lock-release.ts";
import { writtenIn } from "#lib/releases/rows/thread-texts.ts";
import { threadViewOf } from "#lib/releases/rows/thread-view.ts";
import { threadsOf } from "#lib/releases/rows/threads.ts";
import { discussionView } from "#lib/releases/views/discussion.ts";

/** What people say about a release: what is open first. As many statements however many threads there are. */
export const threadList = defineQuery({
  name: "thread-list",
  permission: "release:read",
  summary: "List the threads and challenges of a release, what is open first",
  input: z.strictObject({ release: ordinal, ...paging }),
  output: discussionView,

  async load(tx, { release: number, ...asked }, { caller, now }) {
    const read = await readRelease(tx, number, now);
    if (!read.ok) return read;
    const file = read.value;
    const [of, people] = await Promise.all([threadsOf(tx, [file.id]), possibleOwners(tx)]);
    const around = challengeStanding(challengingOf(file), file.recused);
    const all = of(file.id).map((thread) => ({ thread, state: threadState(thread, around) }));
    const { items, nextCursor } = pageOfThreads(all, asked);
    const shown = items.map(({ thread }) => thread);
    const [written, content] = await Promise.all([
      writtenIn(
        tx,
        file.id,
        shown.map(({ id }) => id),
      ),
      anchorableIn(
        tx,
        file,
        shown.map(({ anchor }) => anchor),
      ),
    ]);
    const open = all.filter(({ state }) => isOpen(state));
    const isChallenge = ({ thread }: (typeof all)[number]) => thread.kind === "challenge";
    return ok({
      items: items.map(({ thread, state }) => {
        const changedSince = pinnedAt(thread.anchor, content)?.digest !== thread.pinned;
        return threadViewOf(thread, { state, changedSince, written, file, caller });
      }),
      nextCursor,
      open: [...Map.groupBy(open, ({ thread }) => sectionOf(thread.anchor))].map(([section, threads]) => ({
        section,
        threads: threads.length,
      })),
      openThreads: open.filter((one) => !isChallenge(one)).length,
      openChallenges: open.filter(isChallenge).length,
      challenged: file.sections.policy.challenged === true,
      settled: around.settled.length,
      people,
      ...challengingBy(file, caller),
    });
  },
});

/** For what the reader can challenge it, and why not for anything. */
function challengingBy(file: ReleaseCaseFile, caller: Caller) {
  const closed =
    barredFrom(caller, "challenge:raise") ?? errorOf(releaseMachine.next(file.release.state, "challenge"));
  if (caller.kind !== "person" || closed)
    return {
      challengesFor: [],
      whyNotChallenge: closed?.message ?? "Only a person can challenge a release.",
    };
  const answers = file.seats
    .filter(({ function: seat }) => caller.functions.includes(seat))
    .map(({ function: seat }) => ({ seat, why: errorOf(mayRaise(caller, seat, file)) }));
  const challengesFor = answers.filter(({ why }) => why === null).map(({ seat }) => seat);
  const whyNot = answers[0]?.why?.message ?? "You hold no function that has a seat here.";
  return { challengesFor, whyNotChallenge: challengesFor.length > 0 ? null : whyNot };
}
