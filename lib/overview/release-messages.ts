import type { releaseEvents } from "#lib/releases/events.ts";
import { releaseTitle } from "#lib/releases/release-title.ts";
import type { About, Audience, Message, Telling } from "./message.ts";
import { TOPICS } from "./topics.ts";

type Rest = Pick<Message, "kind" | "to" | "sentence"> & Partial<Message>;

/** Messages about the release of the event; none where it cannot be read any more. */
function about({ release }: About, says: (number: number) => readonly Rest[]): readonly Message[] {
  if (!release) return [];
  const { number } = release;
  const subject = {
    title: releaseTitle(release),
    href: `/releases/${number}`,
    topic: `release-${number}`,
  };
  return says(number).map((rest) => ({ ...subject, ...rest }));
}

const author: Audience = { are: "author" };
const council: Audience = { are: "council" };
const signers: Audience = { are: "signers" };
const managers: Audience = { are: "role", role: "release-manager" };

/** Whoever has a seat to sign now. */
const toSign = (of: About, sentence: string): readonly Message[] =>
  about(of, (number) => [
    {
      kind: "signature",
      to: [{ are: "asked" }],
      topic: TOPICS.release("sign", number),
      asks: true,
      sentence,
      dueAt: of.release?.dueAt ?? null,
    },
  ]);

const discussion = (number: number, thread: number | null): string =>
  `/releases/${number}?tab=discussion${thread === null ? "" : `#thread-${thread}`}`;

/** Those who are told of a seat that nobody signed in time, until that no longer waits for them. */
const late = (of: About, to: readonly string[], rest: Pick<Message, "topic" | "sentence">) =>
  about(of, () => [
    { kind: "signature", to: to.map((id) => ({ are: "person", id })), asks: true, urgent: true, ...rest },
  ]);

/** Whoever a text names. */
const named = (of: About, mentions: readonly string[] | undefined, nth = of.thread): readonly Message[] =>
  mentions === undefined || mentions.length === 0
    ? []
    : about(of, (number) => [
        {
          kind: "mention",
          to: mentions.map((id) => ({ are: "person", id })),
          sentence: "You are mentioned in a thread.",
          topic: TOPICS.thread("mentioned", number, nth),
          href: discussion(number, nth),
        },
      ]);

const challenge = (
  of: About,
  nth: number | null,
  { act, ...rest }: Rest & { act: "answer-challenge" | "judge-challenge" },
) =>
  about(of, (number) => [
    { href: discussion(number, nth), asks: true, ...rest, topic: TOPICS.thread(act, number, nth) },
  ]);

/** Whom the events of a release tell. */
export const releaseMessages: Telling<keyof typeof releaseEvents> = {
  "release.opened": null,
  "release.submitted": (_, of) => toSign(of, "Your signature is requested."),
  "release.edited": ({ round }, of) =>
    toSign(of, `The release changed; round ${round} needs your signature.`),
  "verdict.cast": ({ conditions }, of) =>
    (conditions ?? []).flatMap(({ condition, owner, dueAt }) =>
      about(of, () => [
        {
          kind: "condition",
          to: [{ are: "person", id: owner }],
          topic: `condition-${condition}`,
          sentence: "You own a condition of its approval.",
          dueAt,
        },
      ]),
    ),
  "verdict.sealed": null,
  "verdict.revealed": ({ opened }, of) =>
    toSign(
      of,
      opened.length > 0
        ? "The sealed verdicts are revealed; confirm or change yours."
        : "Verdicts are no longer sealed; your signature is missing.",
    ),
  "condition.reported": ({ condition }, of) =>
    about(of, () => [
      {
        kind: "condition",
        to: [{ are: "condition-function", condition }],
        topic: `condition-${condition}`,
        sentence: "A condition that your function set is reported met; confirm or reject the report.",
      },
    ]),
  "condition.signed": ({ condition, decision }, of) =>
    about(of, () => [
      {
        kind: "condition",
        to: [{ are: "condition-owner", condition }],
        topic: `condition-${condition}`,
        sentence:
          decision === "approve"
            ? "Your condition is confirmed as met."
            : "The report of your condition was rejected; report it again.",
      },
    ]),
  "recusal.declared": null,
  "objection.lifted": ({ seat }, of) =>
    about(of, () => [{ kind: "changes", to: [author], sentence: `The objection for ${seat} was lifted.` }]),
  "release.changes-requested": ({ seat }, of) =>
    about(of, (number) => [
      {
        kind: "changes",
        to: [author],
        topic: TOPICS.release("answer", number),
        asks: true,
        sentence: `Changes are requested for ${seat}.`,
      },
    ]),
  "release.review-resumed": (_, of) => toSign(of, "The review continues; your signature is still missing."),
  "release.approved": ({ validUntil }, of) =>
    about(of, (number) => [
      { kind: "decision", to: [author], sentence: "Approved.", dueAt: validUntil },
      {
        kind: "decision",
        to: [managers],
        topic: TOPICS.release("start", number),
        asks: true,
        sentence: "Approved and ready to start.",
        dueAt: validUntil,
      },
    ]),
  "release.rejected": (_, of) =>
    about(of, () => [{ kind: "decision", to: [author, signers], sentence: "Rejected." }]),
  "release.withdrawn": (_, of) =>
    about(of, () => [{ kind: "decision", to: [signers], sentence: "Withdrawn by its author." }]),
  "release.expired": (_, of) =>
    about(of, () => [
      { kind: "decision", to: [author, signers], sentence: "Expired before it was released." },
    ]),
  "release.lapsed": (_, of) => [
    ...about(of, () => [
      { kind: "decision", to: [author], sentence: "The approval no longer counts; it is in review again." },
    ]),
    ...toSign(of, "The approval no longer counts; your signature is requested."),
  ],
  // The sitting's own messages go to its council.
  "release.heard": null,
  "release.seat-reminded": ({ number, seat, to }, of) =>
    late(of, to, {
      topic: TOPICS.release("sign", number),
      sentence: `Nobody has signed for ${seat} yet; the seat is due.`,
    }),
  "release.seat-escalated": ({ number, seat, to, step }, of) =>
    late(of, to, {
      topic: TOPICS.lateSeat(number, seat),
      sentence:
        step === "alternates-told"
          ? `Nobody signed for ${seat} in time; its alternates may sign now.`
          : `Nobody signed for ${seat} in time; it was escalated to you.`,
    }),
  "emergency.declared": ({ endsAt }, of) =>
    about(of, () => [
      {
        kind: "emergency",
        to: [council, managers],
        urgent: true,
        sentence: "Declared an emergency: it goes out before its review once a second person authorises it.",
        dueAt: endsAt,
      },
    ]),
  "emergency.authorised": ({ bypassed }, of) =>
    about(of, () => [
      {
        kind: "emergency",
        to: [author, council, managers],
        urgent: true,
        sentence: `Authorised as an emergency, without ${bypassed.seats.length} seats and ${bypassed.gates.length} gates. Its review is still due.`,
      },
    ]),
  "thread.opened": ({ mentions, nth }, of) => named(of, mentions, nth),
  "thread.replied": ({ mentions }, of) => named(of, mentions),
  "thread.edited": ({ mentions }, of) => named(of, mentions),
  "thread.resolved": null,
  "thread.reopened": null,
  "challenge.raised": ({ nth, mentions, seat }, of) => [
    ...challenge(of, nth, {
      kind: "challenge",
      to: [author],
      act: "answer-challenge",
      sentence: `Challenged for ${seat}; answer the challenge.`,
    }),
    ...named(of, mentions, nth),
  ],
  "challenge.answered": ({ thread, mentions }, of) => [
    ...challenge(of, of.thread, {
      kind: "challenge",
      to: [{ are: "challenger", thread }],
      act: "judge-challenge",
      sentence: "Your challenge was answered; say whether the answer satisfies you.",
    }),
    ...named(of, mentions),
  ],
  "challenge.judged": ({ satisfied }, of) =>
    satisfied
      ? about(of, () => [
          { kind: "challenge", to: [author], sentence: "Your answer to a challenge was accepted." },
        ])
      : challenge(of, of.thread, {
          kind: "challenge",
          to: [author],
          act: "answer-challenge",
          sentence: "Your answer to a challenge was not accepted; answer again.",
        }),
  "release.started": null,
  "release.completed": null,
  "release.rolled-back": null,
  "release.explained": null,
  "release.reinstated": null,
  "release.superseded": null,
};
