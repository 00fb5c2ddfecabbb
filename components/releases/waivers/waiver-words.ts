import type { DecisionView, NextStep } from "#components/councils/decision.ts";
import type { StateIcon } from "#components/ui/state-pill.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { Means } from "#lib/access/means.ts";
import { meaningOf, WAIVER_DECISIONS, type WaiverDecision } from "#lib/councils/signable.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { WaiverItem, WaiverListView, WaiverPageView } from "#lib/releases/views/waivers.ts";

export const groupLabels: Readonly<Record<WaiverItem["group"], string>> = {
  mine: "Waits for your signature",
  waiting: "Waits for a signature",
  soon: "Ends within 14 days",
  later: "Later",
  ended: "Ended in the last 7 days",
};

export const groupTones: Readonly<Record<WaiverItem["group"], string>> = {
  mine: "text-accent",
  waiting: "text-ink",
  soon: "text-hold",
  later: "text-ink-2",
  ended: "text-ink-2",
};

type Look = { readonly word: string; readonly tone: Tone; readonly icon: StateIcon };

export const stateLooks: Readonly<Record<WaiverItem["state"], Look>> = {
  requested: { word: "Requested", tone: "hold", icon: "hourglass" },
  planned: { word: "Granted, not begun", tone: "plain", icon: "hourglass" },
  "in-force": { word: "In force", tone: "hold", icon: "pen" },
  ended: { word: "Ended", tone: "plain", icon: "slash" },
  refused: { word: "Refused", tone: "fail", icon: "cross" },
  withdrawn: { word: "Withdrawn", tone: "plain", icon: "back" },
};

const ORDINALS = ["", "first", "second", "third", "fourth", "fifth"] as const;

/** "third time": how often the same gate was waived for the same model within half a year; null for the first. */
export const repeatText = (nth: number): string | null =>
  nth < 2 ? null : `${ORDINALS[nth] ?? `${nth}th`} time`;

/** "churn-risk on production", "churn-risk, release 7": what it is for. */
export function scopeText({ model, scope }: Pick<WaiverItem, "model" | "scope">): string {
  if (scope.release !== null) return `${model}, release ${scope.release}`;
  return scope.pointer === null ? model : `${model} on ${scope.pointer}`;
}

/** Under the title of a line: for what, who signed or asked, and the extensions. */
export function detailText(item: WaiverItem): string {
  const who =
    item.signedBy === null
      ? `requested by ${item.requestedBy}`
      : `${functionLabels[item.seat]} signed, ${item.signedBy}`;
  return [scopeText(item), who, extensionText(item)].filter(Boolean).join(" · ");
}

const EXTENSION_DAY = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

function extensionText({ state, extendedAt, extensionsLeft, askedUntil }: WaiverItem): string {
  if (askedUntil !== null) return `extension requested, ${EXTENSION_DAY.format(Date.parse(askedUntil))}`;
  if (extensionsLeft === 0) return "no extension left";
  const most = extendedAt.length + extensionsLeft;
  return extendedAt.length > 0 && state !== "requested"
    ? `extended ${extendedAt.length} of ${most} times`
    : "";
}

/** What its end does. */
export function endText({ state, group, extensionsLeft }: WaiverItem): string {
  if (group === "mine") return "sign or refuse";
  switch (state) {
    case "requested":
      return "the gate fails until it is signed";
    case "withdrawn":
      return "withdrawn; the gate fails again, rollouts hold";
    case "ended":
      return "the gate fails again, rollouts hold";
    case "refused":
      return "refused; the gate fails";
    case "planned":
      return "granted, not begun";
    case "in-force":
      return extensionsLeft > 0
        ? "then the gate fails again"
        : "then the gate fails again; no extension left";
  }
}

export const groupsOf = ({ items }: Pick<WaiverListView, "items">) =>
  [...Map.groupBy(items, ({ group }) => group)].map(([group, of]) => ({ group, items: of }));

/** "3 in force, 1 requested" */
export function countText({ items }: Pick<WaiverListView, "items">): string {
  const count = (state: WaiverItem["state"]) => items.filter((one) => one.state === state).length;
  const parts = [
    [count("in-force"), "in force"],
    [count("planned"), "granted, not begun"],
    [count("requested"), "requested"],
  ] as const;
  const said = parts.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`);
  return said.length > 0 ? said.join(", ") : "none in force";
}

/** Those waived more than once, newest of each alone. */
export const repeatsOf = ({ items }: Pick<WaiverListView, "items">): WaiverItem[] =>
  items.filter(
    (item) =>
      item.nth > 1 &&
      !items.some(
        (one) => one.model === item.model && one.gate.id === item.gate.id && one.number > item.number,
      ),
  );

const DAY_MS = 24 * 3600 * 1000;

/** The days that the bars span: from the earliest that is shown to the latest, with a little air. */
export function axisOf({ items, now }: Pick<WaiverListView, "items" | "now">): { from: number; to: number } {
  const at = items.flatMap(({ startsAt, endsAt, earlier, askedUntil }) => [
    Date.parse(startsAt),
    Date.parse(endsAt),
    ...(askedUntil ? [Date.parse(askedUntil)] : []),
    ...earlier.map((one) => Date.parse(one.startsAt)),
  ]);
  const nowMs = Date.parse(now);
  return {
    from: Math.min(nowMs - 7 * DAY_MS, ...at) - 2 * DAY_MS,
    to: Math.max(nowMs + 21 * DAY_MS, ...at) + 2 * DAY_MS,
  };
}

/** A moment's place on the axis, in percent. */
export const placeOn = ({ from, to }: { from: number; to: number }, at: string | number): number => {
  const ms = typeof at === "number" ? at : Date.parse(at);
  return Math.min(100, Math.max(0, ((ms - from) / (to - from)) * 100));
};

/** The first of each month on the axis. */
export function monthsOn({ from, to }: { from: number; to: number }): number[] {
  const start = new Date(from);
  const months: number[] = [];
  for (let month = 1; ; month += 1) {
    const at = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month, 1);
    if (at >= to) return months;
    months.push(at);
  }
}

/** Has the reader a term to sign now? Only then does it matter what they can sign with. */
export const maySignWaiver = ({ open, mine }: WaiverPageView): boolean =>
  open !== null && mine.whyNotSign === null;

/** What the reader may sign now, or where the waiver stands for them. */
export function waiverDecision(
  view: WaiverPageView,
  { reader, means }: { reader: { readonly name: string }; means: Means },
): DecisionView<WaiverDecision> {
  const { open, mine, number, seat } = view;
  if (open === null || mine.whyNotSign !== null) return { kind: "barred", text: mine.whyNotSign ?? "" };
  const { digest } = open;
  return {
    kind: "sign",
    subject: `${open.term === 1 ? "Waiver" : `Extension ${open.term - 1} of waiver`} ${number}, ${view.gate.title}, for ${scopeText(view)}`,
    concerns: [],
    printedName: reader.name,
    subjectDigest: digest,
    means,
    seat: {
      seatId: seat,
      name: functionLabels[seat],
      sections: [{ name: "reason, risk, measures, scope and end", digest, changed: false }],
      offers: WAIVER_DECISIONS.map((verb) => ({
        verb,
        meaning: meaningOf("waiver", verb),
        consequence: verb === "reject" ? "The gate fails as before." : undefined,
        next: afterSigning(view, verb),
        whyNot: (verb === "approve" && mine.whyNotApprove) || undefined,
      })),
    },
  };
}

function afterSigning({ gate }: WaiverPageView, verb: WaiverDecision) {
  if (verb === "reject")
    return [{ icon: "slash" as const, text: `Nothing is released over “${gate.title}”.` }];
  return [
    { icon: "check" as const, text: `Releases it is for pass “${gate.title}” while it lasts.` },
    { icon: "hourglass" as const, text: "It ends by itself: the gate fails again and rollouts hold." },
  ];
}

export const waiverSteps = ({ mine, number }: WaiverPageView): NextStep[] => [
  {
    verb: "withdraw",
    label: "Withdraw",
    consequence: `Ends waiver ${number} now. Its gate fails again, and rollouts over it hold.`,
    variant: "danger",
    asksReason: true,
    asksPassword: false,
    whyNot: mine.whyNotWithdraw ?? undefined,
  },
];
