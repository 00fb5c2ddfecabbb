import { DAY_MS } from "#lib/kernel/time.ts";
import type { Overdue } from "#lib/policy/policy.ts";
import type { Message } from "./message.ts";
import { aboutReview } from "./review-messages.ts";
import { TOPICS } from "./topics.ts";

/** How long before its time people are told of what ends or is due. */
export const SOON_DAYS = { condition: 3, finding: 3, waiver: 7, review: 3 } as const;
/** What passed longer ago than this is told to nobody: the worker was away for too long, or the product is new here. */
export const PASSED_DAYS_MAX = 14;

/** A moment that comes without an event, and the message of it. Its name holds the moment: another date is told again. */
export type Moment = { readonly source: string; readonly message: Message; readonly model: string | null };

type Timed = { readonly id: string; readonly at: Date; readonly model: string };

const named = (what: string, { id, at }: Timed): string => `${what}/${id}/${at.toISOString()}`;

type Condition = Timed & { readonly release: number; readonly title: string };

export function conditionMoment(of: Condition, now: Date): Moment {
  const { id: condition, at, release, title, model } = of;
  const subject = {
    kind: "condition" as const,
    title,
    href: `/releases/${release}`,
    topic: `condition-${condition}`,
    dueAt: at.toISOString(),
  };
  const owner = { are: "condition-owner", condition } as const;
  return at > now
    ? {
        source: named("condition-soon", of),
        model,
        message: { ...subject, to: [owner], sentence: "Your condition is due soon." },
      }
    : {
        source: named("condition-overdue", of),
        model,
        message: {
          ...subject,
          to: [owner, { are: "condition-function", condition }],
          urgent: true,
          sentence: "A condition is overdue: the approval no longer counts until it is confirmed.",
        },
      };
}

type Waiver = Timed & { readonly number: number };

export function waiverMoment(of: Waiver, now: Date): Moment {
  const { id: waiver, at, number, model } = of;
  const over = at <= now;
  return {
    source: named(over ? "waiver-over" : "waiver-soon", of),
    model,
    message: {
      kind: "waiver",
      to: [{ are: "waiver-requester", waiver }, { are: "owner" }],
      title: `Waiver ${number} of ${model}`,
      href: `/waivers/${number}`,
      topic: TOPICS.waiver(number),
      dueAt: at.toISOString(),
      sentence: over
        ? "It is over: its gate counts again, and rollouts over it hold."
        : "It ends soon; extend it or meet the gate.",
    },
  };
}

type Finding = Timed & { readonly number: number };

export function findingMoment(of: Finding, now: Date): Moment {
  const { id: finding, at, number, model } = of;
  const overdue = at <= now;
  return {
    source: named(overdue ? "finding-overdue" : "finding-soon", of),
    model,
    message: {
      kind: "finding",
      to: [{ are: "finding-owner", finding }],
      title: `Finding ${number} of ${model}`,
      href: `/models/${model}/findings`,
      topic: `finding-${finding}`,
      dueAt: at.toISOString(),
      sentence: overdue ? "Your finding is overdue." : "Your finding is due soon.",
    },
  };
}

type Review = Timed & { readonly number: number; readonly overdue: Overdue };

/** Soon: those who can sign it. Overdue: they, and those who answer for what is held up. */
export function reviewMoment(of: Review, now: Date): Moment {
  const { at, model, overdue } = of;
  const about = { ...aboutReview(of), dueAt: at.toISOString() };
  if (at > now)
    return {
      source: named("review-soon", of),
      model,
      message: {
        ...about,
        kind: "signature",
        to: [{ are: "asked" }],
        asks: true,
        sentence: "A re-review is due soon and needs your signature.",
      },
    };
  const to = [{ are: "asked" }, { are: "owner" }, { are: "function", function: "compliance" }] as const;
  const managers = [{ are: "role", role: "release-manager" }] as const;
  return {
    source: named("review-overdue", of),
    model,
    message: {
      ...about,
      kind: "decision",
      to: overdue === "warn" ? to : [...to, ...managers],
      urgent: true,
      sentence: OVERDUE_TEXT[overdue],
    },
  };
}

const OVERDUE_TEXT: Readonly<Record<Overdue, string>> = {
  warn: "A re-review is overdue.",
  hold: "A re-review is overdue: rollouts on its pointer hold until it is signed.",
  block:
    "A re-review is overdue: rollouts on its pointer hold and no release of the model starts until it is signed.",
};

type Delegation = Pick<Timed, "id" | "at"> & {
  readonly to: string;
  readonly from: string;
  readonly endsAt: Date;
};

export const delegationMoment = (of: Delegation): Moment => ({
  source: named("delegation-starts", { ...of, model: "" }),
  model: null,
  message: {
    kind: "delegation",
    to: [
      { are: "person", id: of.to },
      { are: "person", id: of.from },
    ],
    title: "A delegation starts",
    href: "/account#delegations",
    topic: `delegation-${of.id}`,
    dueAt: of.endsAt.toISOString(),
    sentence: "From now on the delegate may sign for the other.",
  },
});

/** The latest moment that is told in advance, and the earliest that is told late. */
export const momentsBetween = (now: Date, soonDays: number): { readonly from: Date; readonly to: Date } => ({
  from: new Date(now.getTime() - PASSED_DAYS_MAX * DAY_MS),
  to: new Date(now.getTime() + soonDays * DAY_MS),
});
