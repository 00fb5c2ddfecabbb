import { type Fact, type Folding, foldBy } from "#lib/audit/replay.ts";
import { replayedLift, replayedSignature } from "#lib/councils/replayed-signature.ts";
import { recordedSignature } from "#lib/councils/signature-event.ts";
import type { Plain } from "#lib/kernel/event.ts";
import type { SaidIn } from "#lib/kernel/event-catalogue.ts";
import { type ReleaseEvent, releaseEvents } from "./events.ts";
import { RELEASE_STATES, releaseAfter } from "./release.ts";
import { conditionName, replayedCondition, replayedRecusal, replayedReport } from "./replayed-conditions.ts";
import { replayedOpening, replayedReveal, replayedSealed } from "./replayed-sealed.ts";
import { replayedSeatStep } from "./replayed-seat-step.ts";
import { replayedClosing, replayedFinding, replayedPost, replayedThread } from "./replayed-threads.ts";

type Step = { readonly type: ReleaseEvent["type"]; readonly stream: string };
type Manifest = { readonly round: number; readonly subject: string; readonly sections: Plain };

const NOT_APPROVED = { approvedAt: null, validUntil: null };

/** A step of the release, and the other facts its event gives. */
function step({ facts, names }: Folding, { type, stream }: Step, more: Fact = {}): void {
  const name = names.get(stream) ?? stream;
  const before = facts.get(name);
  const was = RELEASE_STATES.find((state) => state === before?.["state"]) ?? "draft";
  facts.set(name, { ...NOT_APPROVED, ...before, ...more, state: releaseAfter(was, { type }) });
}

/** A step that opens a round. */
function round(folding: Folding, entry: Step & { data: Manifest }, more: Fact = {}): void {
  const { round, subject, sections } = entry.data;
  step(folding, entry, { round, subject, ...more });
  const name = folding.names.get(entry.stream) ?? entry.stream;
  folding.facts.set(`round ${round} of ${name}`, { subject, sections });
}

type Discussing<T extends ReleaseEvent["type"]> = SaidIn<typeof releaseEvents, T> & {
  readonly stream: string;
  readonly occurred_at: string;
  readonly actor: { readonly id: string };
};

function opened(folding: Folding, entry: Discussing<"thread.opened" | "challenge.raised">): void {
  const { thread, nth, round, anchor, pinned, mentions = [] } = entry.data;
  const seat = "seat" in entry.data ? entry.data.seat : null;
  const of = folding.names.get(entry.stream) ?? entry.stream;
  folding.facts.set(...replayedThread({ thread, of, nth, round, anchor, pinned, seat }));
  const first = { thread, verb: "opened", post: 1, version: 1, mentions };
  folding.facts.set(...replayedPost({ ...first, by: entry.actor.id, at: entry.occurred_at }));
}

function wrote(
  { facts }: Folding,
  {
    type,
    data,
    actor,
    occurred_at: at,
  }: Discussing<"thread.replied" | "thread.edited" | "challenge.answered">,
): void {
  const { thread, post, mentions = [] } = data;
  const version = "version" in data ? data.version : 1;
  const verb = type.slice(type.indexOf(".") + 1);
  facts.set(...replayedPost({ thread, verb, post, version, mentions, by: actor.id, at }));
}

function closed(
  { facts }: Folding,
  { type, data, actor, occurred_at: at }: Discussing<"thread.resolved" | "thread.reopened">,
): void {
  const verb = type.slice("thread.".length);
  facts.set(...replayedClosing({ thread: data.thread, verb, by: actor.id, at }));
}

function lateSeat(
  { facts, names }: Folding,
  entry: Discussing<"release.seat-reminded" | "release.seat-escalated">,
): void {
  const { round, seat, step: taken, due, to: told } = entry.data;
  const of = names.get(entry.stream) ?? entry.stream;
  facts.set(...replayedSeatStep({ of, round, seat, step: taken, due, at: entry.occurred_at, told }));
}

/** The facts the log gives about releases. */
export const releaseFold = foldBy(releaseEvents, {
  "emergency.declared"({ facts, names }, { data, actor, occurred_at: at, stream }) {
    const { emergency, incidentId: incident, maxPercent, endsAt, round, subject } = data;
    const of = names.get(stream) ?? stream;
    const bounds = { of, round, subject, incident, maxPercent, endsAt };
    facts.set(`emergency ${emergency}`, {
      ...bounds,
      by: actor.id,
      at,
      bypassed: null,
      authorisedBy: null,
      authorisedAt: null,
    });
  },
  "emergency.authorised"({ facts }, { data, occurred_at: authorisedAt }) {
    const name = `emergency ${data.emergency}`;
    const { bypassed, signer: authorisedBy } = data;
    facts.set(name, { ...facts.get(name), bypassed, authorisedBy, authorisedAt });
  },
  "release.opened"(folding, entry) {
    folding.names.set(entry.stream, `release ${entry.data.number}`);
    round(folding, entry);
  },
  "release.submitted"(folding, entry) {
    const { round, subject } = entry.data;
    step(folding, entry, { round, subject });
  },
  "release.edited": (folding, entry) => round(folding, entry, NOT_APPROVED),
  "verdict.cast"({ facts, names }, entry) {
    const of = names.get(entry.stream) ?? entry.stream;
    facts.set(...replayedSignature(recordedSignature(entry, entry.occurred_at), of));
    for (const said of entry.data.conditions ?? [])
      facts.set(...replayedCondition({ ...said, of: entry.data.verdict }));
  },
  "condition.reported"({ facts }, { data, actor, occurred_at: at }) {
    facts.set(...replayedReport({ ...data, by: actor.id, at }));
  },
  "condition.signed"({ facts }, entry) {
    const of = conditionName(entry.data.condition);
    facts.set(...replayedSignature(recordedSignature(entry, entry.occurred_at), of));
  },
  "recusal.declared"({ facts, names }, { data, stream, occurred_at: at }) {
    const of = names.get(stream) ?? stream;
    facts.set(...replayedRecusal({ of, by: data.signer, method: data.method, at }));
  },
  "thread.opened": opened,
  "thread.replied": wrote,
  "thread.edited": wrote,
  "thread.resolved": closed,
  "thread.reopened": closed,
  "challenge.raised": opened,
  "challenge.answered": wrote,
  "challenge.judged"({ facts }, { data, actor: { id: by }, occurred_at: at }) {
    const { thread, judgement, post, version, question, satisfied, seat, subject } = data;
    const found = { judgement, question, satisfied, seat, subject };
    facts.set(...replayedFinding({ thread, ...found, post, version, by, at }));
  },
  "objection.lifted"({ facts }, { data, occurred_at: at }) {
    facts.set(...replayedLift({ objection: data.objection, by: data.signer, method: data.method, at }));
  },
  "verdict.sealed"({ facts, names }, { data, stream, occurred_at: at }) {
    facts.set(...replayedSealed({ ...data, of: names.get(stream) ?? stream, by: data.signer, at }));
  },
  "verdict.revealed"({ facts, names }, { data, stream, occurred_at: at }) {
    const of = names.get(stream) ?? stream;
    facts.set(...replayedReveal({ of, round: data.round, because: data.because, at }));
    for (const opening of data.opened) facts.set(...replayedOpening(opening));
  },
  // The sitting's own stream has what its tables have.
  "release.heard": null,
  "release.seat-reminded": lateSeat,
  "release.seat-escalated": lateSeat,
  "release.changes-requested": step,
  "release.review-resumed": step,
  "release.approved"(folding, entry) {
    step(folding, entry, { approvedAt: entry.occurred_at, validUntil: entry.data.validUntil });
  },
  "release.rejected": step,
  "release.withdrawn": step,
  "release.expired": step,
  "release.lapsed": (folding, entry) => step(folding, entry, NOT_APPROVED),
  "release.started": step,
  "release.completed": step,
  "release.rolled-back": step,
  "release.superseded": step,
  "release.reinstated": step,
  "release.explained": step,
});
