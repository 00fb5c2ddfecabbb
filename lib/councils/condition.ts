import { z } from "zod";
import type { FUNCTIONS } from "#lib/kernel/caller.ts";
import { type Digest, digestOfJson } from "#lib/kernel/digest.ts";
import { moment, named } from "#lib/kernel/event-fields.ts";
import { id, instant, prose } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { DAY_MS } from "#lib/kernel/time.ts";
import type { Contributor } from "./signable.ts";

/** How far a rollout may go before the condition is met: to the end of a stage of the plan, or up to a share of the traffic. */
export const capSchema = z.union([
  z.strictObject({ stage: z.string().min(1).max(60) }),
  z.strictObject({ percent: z.number().min(0).max(99) }),
]);
export type Cap = z.infer<typeof capSchema>;

export const CONDITIONS_MAX = 10;
/** A condition due later than any approval lasts would bind nobody. */
const DUE_DAYS_MAX = 366;

/** A condition as its signer states it. */
const conditionAsked = z.strictObject({
  text: prose(1000),
  /** Who has to see to it. */
  owner: id,
  dueAt: instant,
  /** How it will be seen that the condition is met. */
  test: prose(1000),
  cap: capSchema.optional(),
});
export type ConditionAsked = z.infer<typeof conditionAsked>;
export const conditionsAsked = z.array(conditionAsked).min(1).max(CONDITIONS_MAX);

/** A condition as it is signed. */
export type Condition = {
  readonly id: string;
  readonly text: string;
  readonly owner: { readonly id: string; readonly name: string };
  readonly dueAt: string;
  readonly test: string;
  readonly cap?: Cap;
};

/** What the log says openly of a condition; its words are among the details. */
export const conditionSaid = z.object({
  condition: named,
  owner: named,
  dueAt: moment,
  cap: capSchema.exactOptional(),
});
export type ConditionSaid = z.infer<typeof conditionSaid>;

/** Its words, beside the log. */
export const conditionWords = z.object({
  condition: named,
  text: z.string(),
  test: z.string(),
  owner: z.object({ name: z.string() }),
});

export const saidOfCondition = ({ id: condition, owner, dueAt, cap }: Condition): ConditionSaid => ({
  condition,
  owner: owner.id,
  dueAt,
  ...(cap ? { cap } : {}),
});

export const wordsOfCondition = ({ id: condition, text, test, owner }: Condition) => ({
  condition,
  text,
  test,
  owner: { name: owner.name },
});

type Raising = {
  readonly signerId: string;
  /** The active people of the workspace among those named, by id. */
  readonly owners: ReadonlyMap<string, string>;
  readonly now: Date;
};

const FIELD = "conditions";

/** Whether somebody may approve on these conditions: each with an owner who is here and another person, and a due date ahead. */
export function mayRaise(
  asked: readonly ConditionAsked[],
  { signerId, owners, now }: Raising,
): Result<null, Refusal> {
  for (const { owner, dueAt } of asked) {
    if (!owners.has(owner))
      return refuse("invalid", "owner-not-active", "A condition’s owner is no active person here.", {
        field: FIELD,
      });
    if (owner === signerId)
      return refuse("invalid", "own-condition", "You cannot own a condition that you set yourself.", {
        field: FIELD,
        todo: "Name whoever has to meet it.",
      });
    const due = Date.parse(dueAt);
    if (due <= now.getTime())
      return refuse("invalid", "due-in-the-past", "A condition’s due date has passed.", { field: FIELD });
    if (due > now.getTime() + DUE_DAYS_MAX * DAY_MS)
      return refuse("invalid", "due-too-late", `A condition is due within ${DUE_DAYS_MAX} days.`, {
        field: FIELD,
      });
  }
  return ok(null);
}

/** The conditions with the ids by which they are signed. */
export const raised = (
  asked: readonly ConditionAsked[],
  owners: ReadonlyMap<string, string>,
  newId: () => string,
): Condition[] =>
  asked.map(({ owner, dueAt, cap, ...words }) => ({
    id: newId(),
    ...words,
    owner: { id: owner, name: owners.get(owner) ?? "" },
    dueAt: new Date(dueAt).toISOString(),
    ...(cap ? { cap } : {}),
  }));

/**
 * Where a condition is: nobody said that it is met, its owner did, or its function confirmed it. Being overdue is no
 * state: it follows from the due date.
 */
export const CONDITION_STATES = ["open", "reported", "met"] as const;
export type ConditionState = (typeof CONDITION_STATES)[number];

/** What was done about a condition, oldest first. */
export type ConditionAct = "reported" | "approve" | "reject";

const AFTER: Readonly<Record<ConditionAct, ConditionState>> = {
  reported: "reported",
  approve: "met",
  reject: "open",
};

export const conditionState = (acts: readonly ConditionAct[]): ConditionState => {
  const last = acts.at(-1);
  return last === undefined ? "open" : AFTER[last];
};

/** Whether it withdraws the approval it belongs to. Once its function confirms it, however late, it no longer does. */
export const isOverdue = (
  { state, dueAt }: { readonly state: ConditionState; readonly dueAt: string },
  now: Date,
): boolean => state !== "met" && Date.parse(dueAt) <= now.getTime();

type Reporting = { readonly condition: string; readonly report: number; readonly evidence: string };

/** What is signed about a condition: the evidence of one report of it. */
export const reportDigest = (of: Reporting): Digest => digestOfJson({ v: 1, ...of });

type Reported = {
  readonly id: string;
  readonly release: string;
  readonly seat: (typeof FUNCTIONS)[number];
  readonly ownerId: string;
  readonly report: number;
  readonly digest: string;
  readonly contributors: readonly Contributor[];
};

/** A reported condition as a subject of signatures: by the function that raised it, and never by whoever had to meet it. */
export const signableCondition = (of: Reported) => ({
  kind: "release-condition" as const,
  id: of.id,
  round: of.report,
  digest: of.digest,
  digests: { policy: of.digest as Digest },
  about: { release: of.release, report: of.report },
  seats: [{ function: of.seat, min: 1 }],
  contributors: [...of.contributors, { personId: of.ownerId, because: "own this condition" }],
});
