import { mayAnswer, mayJudge, mayRaise } from "#lib/releases/challenges.ts";
import { openerOf, type Thread } from "#lib/releases/discussion.ts";
import { mayClose, mayEdit, mayWrite } from "#lib/releases/thread-rules.ts";
import type { Packet } from "../verify-packet.ts";
import { type Documents, documentCheck, type Told, toldBy } from "./documents.ts";
import { People } from "./people-told.ts";
import { refused } from "./refused.ts";
import { SignOffReplay } from "./sign-off-replay.ts";
import { type InThread, isInThread } from "./threads-told.ts";

/**
 * Whoever took part in the discussion was a person and was allowed to: challenges were raised by people who could sign,
 * answered by people who had a part in the release, and judged by their challengers over the words they read. Whether a
 * release was approved while one stood, the sign-off says.
 */
export const challengesCheck = documentCheck("challenges", (documents, packet, found) => {
  const replay = new SignOffReplay(documents, packet);
  const around = { documents, people: new People(packet, documents) };
  for (const { told, byPerson } of eventsOf(documents, packet)) {
    if (isInThread(told)) {
      if (!byPerson) found.tampered(told.place, "is by no person");
      for (const fault of faultsOf(told, replay, around)) found.tampered(told.place, fault);
    }
    replay.take(told, undefined);
  }
  const all = replay.threads.all();
  if (all.length === 0) return "nobody challenged it";
  const settled = all.filter(({ judgement }) => judgement?.satisfied).length;
  return `${all.length} challenges, ${settled} answered to the satisfaction of whoever raised them`;
});

type Around = { readonly documents: Documents; readonly people: People };

function eventsOf({ release }: Documents, packet: Packet) {
  return packet.entries
    .filter(({ value }) => value.stream === `release/${release.id}`)
    .flatMap((entry) => {
      const told = toldBy(entry);
      return told ? [{ told, byPerson: entry.value.actor.type === "user" }] : [];
    });
}

function faultsOf(event: InThread, replay: SignOffReplay, around: Around): string[] {
  const thread = replay.threads.find(event.data.thread);
  if (event.type === "thread.opened") return thread ? ["opens a thread that was there"] : [];
  if (event.type === "challenge.raised")
    return thread ? ["raises a challenge that was there"] : raisingFaults(event, replay);
  if (!thread) return ["is in a thread that nobody opened"];
  switch (event.type) {
    case "challenge.answered":
      return [...postFaults(event, thread), ...answerFaults(event, thread, { replay, around })];
    case "challenge.judged":
      return judgingFaults(event, thread, { replay, around });
    default:
      return threadFaults(event, thread);
  }
}

type Plainly = Told<"thread.replied" | "thread.edited" | "thread.resolved" | "thread.reopened">;

function threadFaults(event: Plainly, thread: Thread): string[] {
  const { actor: personId } = event;
  switch (event.type) {
    case "thread.replied":
      return postFaults(event, thread);
    case "thread.edited": {
      const may = mayEdit(thread, { post: event.data.post, personId });
      if (!may.ok) return refused(may);
      return may.value.version === event.data.version ? [] : ["is not the next version of its post"];
    }
    case "thread.resolved":
      return refused(mayClose(thread, { verb: "resolve", personId }));
    case "thread.reopened":
      return refused(mayClose(thread, { verb: "reopen", personId }));
  }
}

const postFaults = ({ data }: Told<"thread.replied" | "challenge.answered">, thread: Thread): string[] => [
  ...refused(mayWrite(thread)),
  ...(data.post === thread.posts.length + 1 ? [] : ["is not the next post of its thread"]),
];

const raisingFaults = ({ data: { seat }, actor }: Told<"challenge.raised">, replay: SignOffReplay) =>
  refused(mayRaise({ id: actor, functions: [seat] }, seat, replay.seating()));

type Beside = { readonly replay: SignOffReplay; readonly around: Around };

function answerFaults(
  { actor }: Told<"challenge.answered">,
  thread: Thread,
  { replay, around }: Beside,
): string[] {
  const { contributors, digest, recused } = replay.seating();
  const { author: authorId } = around.documents.release;
  return refused(mayAnswer(thread, { personId: actor, authorId, contributors, digest, recused }));
}

function judgingFaults(event: Told<"challenge.judged">, thread: Thread, beside: Beside): string[] {
  const { data, actor } = event;
  const { replay } = beside;
  const subject = replay.seating();
  const may = mayJudge(thread, {
    judge: { id: actor, functions: [data.seat] },
    subject,
    challengerStays: data.instead !== true,
    answer: data,
  });
  return [
    ...refused(may),
    ...(data.signer === actor ? [] : ["names another person than whoever judged"]),
    ...(data.seat === thread.seat ? [] : ["is for another function than the challenge"]),
    ...(data.subject === subject.digest ? [] : ["is over a digest the release did not have"]),
    ...(data.instead && couldJudge(event, thread, beside)
      ? ["is in the place of a challenger who could judge themselves"]
      : []),
  ];
}

/** Whether the challenger held their function and had no part in the release; whoever recused themselves is not replaced. */
function couldJudge(
  { id, at }: Told<"challenge.judged">,
  thread: Thread,
  { replay, around }: Beside,
): boolean {
  const challenger = openerOf(thread)?.id ?? "";
  const { contributors, recused } = replay.seating();
  if (recused.has(challenger)) return true;
  const told = around.people.asOf(challenger, id);
  const here = told.away.every(({ to }) => to !== null) && told.roles.includes("reviewer");
  return (
    here &&
    !told.roles.includes("admin") &&
    around.people.functionsAt({ at, event: id }, told).includes(thread.seat!) &&
    !contributors.some(({ personId }) => personId === challenger)
  );
}
