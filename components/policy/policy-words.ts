import { functionLabels, listed } from "#components/access/words.ts";
import { countOf } from "#components/ui/format-number.ts";
import { type BusinessFunction, FUNCTIONS } from "#lib/kernel/caller.ts";
import type { SeatRule } from "#lib/policy/policy.ts";
import type { PolicyChange, PolicyPlace } from "#lib/policy/policy-changes.ts";

/** What people call the parts of a policy. */
export const placeLabels: Readonly<Record<PolicyPlace, string>> = {
  title: "The policy",
  low: "Low tier",
  limited: "Limited tier",
  high: "High tier",
  critical: "Critical tier",
  changes: "Policy changes",
};

/** "Data science and Security (2 people)" */
export const seatsText = (seats: readonly SeatRule[]): string =>
  listed(
    FUNCTIONS.flatMap((name) => seats.filter((seat) => seat.function === name)).map(
      ({ function: name, min }) => functionLabels[name] + (min > 1 ? ` (${min} people)` : ""),
    ),
  );

export type ChangeLine = { what: string; was: string; is: string };

type FieldName = Exclude<PolicyChange["what"], BusinessFunction>;

const fields: Readonly<Record<FieldName, string>> = {
  title: "Title",
  council: "Council",
  reviewDays: "Review time",
  validDays: "Approval valid",
};

/** One difference as a line: "Security seat", "1 person", "2 people". */
export function changeLine({ what, was, is }: PolicyChange): ChangeLine {
  const text = (value: string | number): string => {
    if (typeof value === "string") return value;
    if (isField(what)) return countOf(value, "day");
    return value === 0 ? "none" : countOf(value, "person", "people");
  };
  return {
    what: isField(what) ? fields[what] : `${functionLabels[what]} seat`,
    was: text(was),
    is: text(is),
  };
}

const isField = (what: PolicyChange["what"]): what is FieldName => Object.hasOwn(fields, what);
