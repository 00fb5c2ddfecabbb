import { z } from "zod";
import { type BusinessFunction, FUNCTIONS } from "#lib/kernel/caller.ts";
import { type Digest, digestOfJson } from "#lib/kernel/digest.ts";
import { id, instant, prose } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { DAY_MS, HOUR_MS } from "#lib/kernel/time.ts";

const DELEGATION_DAYS_MAX = 90;

/** Who speaks for whom, for which functions, of which models and for how long. */
export const delegationAsked = z.strictObject({
  to: id,
  functions: z.array(z.enum(FUNCTIONS)).min(1).max(FUNCTIONS.length),
  /** Ids of models; null for all. */
  models: z.array(id).min(1).max(100).nullable(),
  startsAt: instant,
  endsAt: instant,
  reason: prose(500),
});
export type DelegationAsked = z.infer<typeof delegationAsked>;

/** What a proof of presence for delegating is bound to: exactly these terms. */
export const delegationTerms = (asked: DelegationAsked): Digest => digestOfJson({ v: 1, ...asked });

/** A delegation as far as it decides anything. */
export type Delegation = {
  readonly id: string;
  readonly from: { readonly id: string; readonly name: string };
  readonly to: { readonly id: string; readonly name: string };
  readonly functions: readonly BusinessFunction[];
  readonly models: readonly string[] | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** When it was ended by hand. */
  readonly endedAt: Date | null;
};

type Parties = {
  readonly from: { readonly id: string; readonly functions: readonly BusinessFunction[] };
  /** Of somebody who signs here: a reviewer, no admin, who has joined. Nothing of anybody else. */
  readonly toFunctions: readonly BusinessFunction[] | undefined;
  readonly now: Date;
};

/**
 * Whether somebody may have another speak for them: for functions they hold, to somebody whom two people made a signer of
 * any function, so that a delegation gives nobody a way to sign at all. It begins no earlier than it is given and ends.
 */
export function mayDelegate(
  asked: DelegationAsked,
  { from, toFunctions, now }: Parties,
): Result<null, Refusal> {
  const { to, functions } = asked;
  const [starts, ends] = [Date.parse(asked.startsAt), Date.parse(asked.endsAt)];
  if (to === from.id)
    return refuse("invalid", "own-delegate", "Nobody is their own delegate.", { field: "to" });
  const lacked = functions.find((name) => !from.functions.includes(name));
  if (lacked)
    return refuse("forbidden", "not-of-this-function", `You do not have the function ${lacked}.`, {
      todo: "Delegate functions that you hold yourself; what was delegated to you stays yours to use.",
      field: "functions",
    });
  if (!toFunctions || toFunctions.length === 0)
    return refuse("invalid", "no-signer", "This person signs for no function here.", {
      field: "to",
      todo: "Choose a reviewer who holds a function.",
    });
  if (starts < now.getTime() - HOUR_MS)
    return refuse("invalid", "starts-in-the-past", "A delegation starts no earlier than it is given.", {
      field: "startsAt",
    });
  if (ends <= Math.max(starts, now.getTime()) || ends > starts + DELEGATION_DAYS_MAX * DAY_MS)
    return refuse(
      "invalid",
      "delegation-too-long",
      `A delegation ends within ${DELEGATION_DAYS_MAX} days of its start.`,
      {
        field: "endsAt",
      },
    );
  return ok(null);
}

export const isInForce = (
  { startsAt, endsAt, endedAt }: Pick<Delegation, "startsAt" | "endsAt" | "endedAt">,
  now: Date,
): boolean => startsAt <= now && now < endsAt && (endedAt === null || now < endedAt);

/** Whether it is in force and covers this model. */
export const covers = (
  one: Pick<Delegation, "models" | "startsAt" | "endsAt" | "endedAt">,
  { model, now }: { readonly model: string; readonly now: Date },
): boolean => (one.models === null || one.models.includes(model)) && isInForce(one, now);

type Wanted = {
  readonly from: string;
  readonly to: string;
  readonly seat: BusinessFunction;
  readonly model: string;
  readonly now: Date;
};

/** The delegation by which one speaks for the other on this seat of a release of this model. */
export const delegationFor = (
  all: readonly Delegation[],
  { from, to, seat, model, now }: Wanted,
): Delegation | undefined =>
  all.find(
    (one) =>
      one.from.id === from && one.to.id === to && one.functions.includes(seat) && covers(one, { model, now }),
  );
