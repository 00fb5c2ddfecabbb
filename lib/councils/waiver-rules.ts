import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { DAY_MS, daysLater, HOUR_MS } from "#lib/kernel/time.ts";
import type { Gate } from "#lib/policy/gate.ts";
import type { Tier } from "#lib/registry/tier.ts";
import { endOfWaiver, isAlive, openTerm, type Waiver, type WaiverScope, waiverState } from "./waiver.ts";

/** For how many days a waiver is given at most, and each extension adds at most, by the model's tier. */
export const WAIVER_DAYS: Readonly<Record<Tier, number>> = { critical: 14, high: 30, limited: 60, low: 90 };

/** How many waivers of one model may be requested or in force at once, by its tier. */
export const WAIVERS_OF_MODEL: Readonly<Record<Tier, number>> = { critical: 1, high: 2, limited: 3, low: 5 };

/** How often a waiver is extended at most. After that the gate fails again, and a new one is a repeat that everybody sees. */
export const EXTENSIONS_MAX = 2;

/** How far ahead a waiver may start. */
const START_DAYS_MAX = 30;

/** Earlier waivers of the same gate and model count as repeats for as long. */
export const REPEAT_DAYS = 180;

/** Only a gate that blocks and names who may waive it can be waived. One that warns takes a reason instead. */
export function mayBeWaived(
  gate: Gate | undefined,
): Result<Gate & Required<Pick<Gate, "whoMayWaive">>, Refusal> {
  if (!gate) return refuse("not-found", "gate-not-found", "The policy has no such gate.", { field: "gate" });
  const { whoMayWaive } = gate;
  if (gate.severity === "block" && whoMayWaive) return ok({ ...gate, whoMayWaive });
  return refuse(
    "illegal",
    "gate-not-waivable",
    gate.severity === "warn"
      ? `The gate “${gate.title}” only warns: approve over it with a reason.`
      : `Nobody may waive the gate “${gate.title}”.`,
    { todo: "Meet the gate, or have the policy changed.", field: "gate" },
  );
}

type Asked = {
  readonly gate: { readonly id: string };
  readonly scope: WaiverScope;
  readonly startsAt: Date;
  readonly endsAt: Date;
};
type Around = {
  readonly tier: Tier;
  /** Every waiver of the model. */
  readonly others: readonly Waiver[];
  readonly now: Date;
};

/**
 * Whether this may be asked for: from now on, for a limited time, and beside no other waiver that covers the same. So an
 * extension is the only way to lengthen one, and those are counted.
 */
export function mayRequestWaiver(asked: Asked, { tier, others, now }: Around): Result<null, Refusal> {
  const dated = datesFit(asked, tier, now);
  if (!dated.ok) return dated;
  const alive = others.filter((one) => isAlive(one, now));
  const same = alive.find((one) => one.gate.id === asked.gate.id && meet(one.scope, asked.scope));
  if (same)
    return refuse(
      "conflict",
      "waiver-exists",
      `Waiver ${same.number} already covers this gate, or waits to be signed.`,
      {
        todo: "Have it signed or extended, or wait until it ends.",
        place: { label: "See the waivers", href: "/waivers" },
      },
    );
  return alive.length < WAIVERS_OF_MODEL[tier]
    ? ok(null)
    : refuse(
        "conflict",
        "too-many-waivers",
        `A model of the tier ${tier} has at most ${WAIVERS_OF_MODEL[tier]} waivers at once.`,
        {
          todo: "Meet one of the gates, and withdraw its waiver.",
          place: { label: "See the waivers", href: "/waivers" },
        },
      );
}

function datesFit({ startsAt, endsAt }: Asked, tier: Tier, now: Date): Result<null, Refusal> {
  if (startsAt.getTime() < now.getTime() - HOUR_MS)
    return refuse("invalid", "waiver-dated-back", "A waiver starts no earlier than it is asked for.", {
      field: "startsAt",
    });
  if (startsAt > daysLater(now, START_DAYS_MAX))
    return refuse("invalid", "waiver-too-far", `A waiver starts within ${START_DAYS_MAX} days.`, {
      field: "startsAt",
    });
  return endsAt > startsAt && endsAt > now && endsAt <= daysLater(startsAt, WAIVER_DAYS[tier])
    ? ok(null)
    : refuse(
        "invalid",
        "waiver-too-long",
        `A waiver of a model of the tier ${tier} ends within ${WAIVER_DAYS[tier]} days of its start.`,
        { field: "endsAt" },
      );
}

/** Whether two scopes have a release in common. */
const meet = (a: WaiverScope, b: WaiverScope): boolean =>
  (a.pointer === null || b.pointer === null || a.pointer === b.pointer) &&
  (a.release === null || b.release === null || a.release === b.release);

/** Whether it may be extended to this end: while it covers something, a limited number of times, by a limited time. */
export function mayExtend(
  waiver: Pick<Waiver, "terms" | "startsAt" | "withdrawnAt" | "tier">,
  endsAt: Date,
  now: Date,
): Result<null, Refusal> {
  const extensible = isExtensible(waiver, now);
  if (!extensible.ok) return extensible;
  const days = WAIVER_DAYS[waiver.tier];
  const end = extensible.value;
  return endsAt > end && endsAt.getTime() <= end.getTime() + days * DAY_MS
    ? ok(null)
    : refuse("invalid", "extension-too-long", `An extension adds at most ${days} days.`, { field: "endsAt" });
}

/** Until when it was granted, where it may be extended at all. */
export function isExtensible(
  waiver: Pick<Waiver, "terms" | "startsAt" | "withdrawnAt">,
  now: Date,
): Result<Date, Refusal> {
  const state = waiverState(waiver, now);
  const end = endOfWaiver(waiver);
  if (end === null || (state !== "in-force" && state !== "planned"))
    return refuse("gone", "waiver-over", "Only a waiver that has not ended is extended.", {
      todo: "Ask for a new one.",
    });
  if (openTerm(waiver))
    return refuse("conflict", "extension-open", "An extension of this waiver already waits to be signed.");
  const extensions = waiver.terms.filter(({ state: term }) => term === "granted").length - 1;
  return extensions < EXTENSIONS_MAX
    ? ok(end)
    : refuse(
        "illegal",
        "no-extension-left",
        `A waiver is extended ${EXTENSIONS_MAX} times at most, and this one was.`,
        { todo: "Meet the gate before the waiver ends." },
      );
}

/** Whether the open term can still be signed: a term that is over covers nothing, and one that ended re-opened its gate. */
export function isSignable(
  waiver: Pick<Waiver, "terms" | "startsAt" | "withdrawnAt">,
  now: Date,
): Result<null, Refusal> {
  const state = waiverState(waiver, now);
  if (openTerm(waiver) && (state === "requested" || state === "planned" || state === "in-force"))
    return ok(null);
  return refuse(
    "illegal",
    "waiver-not-open",
    state === "ended"
      ? "This waiver has ended, and its gate fails again."
      : "Nothing of this waiver waits to be signed.",
    { todo: "Reload the page to see where it is." },
  );
}

type Withdrawing = Pick<Waiver, "terms" | "startsAt" | "withdrawnAt" | "seat"> & {
  readonly askers: readonly string[];
};

/** Whether this person may end it early: whoever asked for it, or a holder of the function that signs it. */
export function mayWithdrawWaiver(
  person: { readonly id: string; readonly functions: readonly string[] },
  waiver: Withdrawing,
  now: Date,
): Result<null, Refusal> {
  if (!isAlive(waiver, now))
    return refuse("gone", "waiver-over", "This waiver is over; there is nothing to withdraw.");
  return waiver.askers.includes(person.id) || person.functions.includes(waiver.seat)
    ? ok(null)
    : refuse(
        "forbidden",
        "waiver-not-yours",
        `Only whoever asked for it and holders of ${waiver.seat} withdraw it.`,
      );
}
