import type { Cap, ConditionAsked } from "#lib/councils/condition.ts";
import { DAY_MS } from "#lib/kernel/time.ts";

/** Who could own a condition, and where a rollout can be held by one. */
export type ConditionOffer = {
  readonly owners: readonly { readonly id: string; readonly name: string }[];
  readonly stages: readonly { readonly id: string; readonly name: string }[];
  /** What the reader already stated, to confirm or correct. */
  readonly given?: readonly ConditionAsked[] | undefined;
};

/** A condition as it is typed. */
export type ConditionDraft = {
  readonly key: number;
  readonly text: string;
  readonly owner: string;
  /** A day in the reader's calendar: it is due at its end. */
  readonly day: string;
  readonly test: string;
  /** The stage it caps the rollout at; empty for none. */
  readonly stage: string;
};

/** The first that a form shows: nothing is filled in but a due date to correct. */
export const newDraft = (key: number, nowMs: number): ConditionDraft => ({
  key,
  text: "",
  owner: "",
  day: new Date(nowMs + 7 * DAY_MS).toISOString().slice(0, 10),
  test: "",
  stage: "",
});

/** What the form begins with: what was already stated, or one empty condition. */
export const draftsOf = (given: readonly ConditionAsked[] | undefined, nowMs: number): ConditionDraft[] =>
  given && given.length > 0 && given.every(fitsForm) ? given.map(draftOf) : [newDraft(0, nowMs)];

/** A cap in percent has no field here: filled in without it, the condition would ask for less than was stated. */
const fitsForm = ({ cap }: ConditionAsked): boolean => !cap || "stage" in cap;

const draftOf = ({ text, owner, dueAt, test, cap }: ConditionAsked, key: number): ConditionDraft => ({
  key,
  text,
  owner,
  day: dayOf(new Date(dueAt)),
  test,
  stage: cap && "stage" in cap ? cap.stage : "",
});

/** The day where the reader is, as a field takes it. */
const dayOf = (at: Date): string =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, "0")).join("-");

export const conditionOf = ({ text, owner, day, test, stage }: ConditionDraft): ConditionAsked => {
  const cap: { cap?: Cap } = stage ? { cap: { stage } } : {};
  return { text: text.trim(), owner, dueAt: endOfDay(day), test: test.trim(), ...cap };
};

/** The last minute of a day where the reader is. */
const endOfDay = (day: string): string => {
  const at = new Date(`${day}T23:59:00`);
  return Number.isNaN(at.getTime()) ? "" : at.toISOString();
};
