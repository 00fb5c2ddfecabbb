import { levelLabels } from "#components/access/words.ts";
import { countOf } from "#components/ui/format-number.ts";
import { IDENTITY_LEVELS, type IdentityLevel } from "#lib/access/identity-level.ts";
import { type BusinessFunction, FUNCTIONS } from "#lib/kernel/caller.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { either, listed } from "#lib/kernel/listed.ts";
import type { GateChange, GateField } from "#lib/policy/gate-changes.ts";
import {
  asksChallenge,
  type DeadlineRule,
  type Overdue,
  type PolicyContent,
  type ReReviewRule,
  type SealRule,
  type SeatRule,
} from "#lib/policy/policy.ts";
import type { PolicyChange, PolicyPlace, RuleChange } from "#lib/policy/policy-changes.ts";
import type { Tier } from "#lib/registry/tier.ts";

/** What people call the parts of a policy. */
export const placeLabels: Readonly<Record<PolicyPlace, string>> = {
  title: "The policy",
  low: "Low tier",
  limited: "Limited tier",
  high: "High tier",
  critical: "Critical tier",
  people: "Signers",
  changes: "Policy changes",
  gates: "Gates",
};

/** "Data science and Security (2 people)" */
export const seatsText = (seats: readonly SeatRule[]): string =>
  listed(
    FUNCTIONS.flatMap((name) => seats.filter((seat) => seat.function === name)).map(
      ({ function: name, min }) => functionLabels[name] + (min > 1 ? ` (${min} people)` : ""),
    ),
  );

/** "handed over, by mail or by a provider" */
export const levelsText = (levels: readonly IdentityLevel[]): string =>
  either(IDENTITY_LEVELS.filter((level) => levels.includes(level)).map((level) => levelLabels[level]));

/** Which of these tiers are approved only once they were challenged: "challenged first"; empty for none. */
export function challengedText(policy: PolicyContent, tiers: readonly Tier[]): string {
  const asked = tiers.filter((tier) => asksChallenge(policy, tier));
  if (asked.length === 0) return "";
  return asked.length === tiers.length ? "challenged first" : `${listed(asked)} challenged first`;
}

/** "reminds after 8 h, tells alternates after 16 h, escalates after 24 h" */
export const deadlinesText = ({ remind, alternates, escalate }: DeadlineRule): string =>
  `reminds after ${remind} h, tells alternates after ${alternates} h, escalates after ${escalate} h`;

const OVERDUE_TEXT: Readonly<Record<Overdue, string>> = {
  warn: "people are told",
  hold: "rollouts on its pointer hold",
  block: "rollouts hold and no release of the model starts",
};

/** "what is live reviewed again every 12 months; if overdue, rollouts on its pointer hold"; empty where nothing is */
export const reReviewText = ({ reReview }: { readonly reReview?: ReReviewRule }): string =>
  reReview
    ? `what is live reviewed again every ${countOf(reReview.months, "month")}; if overdue, ${OVERDUE_TEXT[reReview.overdue]}`
    : "";

/** Who signs a standard change: "standard changes: Engineering"; empty where the class is closed. */
export const standardText = ({
  standard,
}: {
  readonly standard?: { readonly seats: readonly SeatRule[] };
}): string => (standard ? `standard changes: ${seatsText(standard.seats)}` : "");

/** "sealed verdicts first, revealed after 48 h at the latest"; empty where verdicts are open from the start. */
export const sealedText = ({ sealed }: { readonly sealed?: SealRule }): string =>
  sealed ? `sealed verdicts first, revealed after ${sealed.hours} h at the latest` : "";

export type ChangeLine = { what: string; was: string; is: string };

type FieldName = Exclude<RuleChange["what"], BusinessFunction>;

/** Its name, and the unit of its number. */
const fields: Readonly<Record<FieldName, { label: string; unit?: "day" | "hour" }>> = {
  title: { label: "Title" },
  council: { label: "Council" },
  members: { label: "Who may take a seat" },
  deadlines: { label: "Deadlines of a seat" },
  sealed: { label: "Preliminary verdicts" },
  reviewDays: { label: "Review time", unit: "day" },
  validDays: { label: "Approval valid", unit: "day" },
  reReview: { label: "Re-review of what is live" },
  identity: { label: "Sign-in links accepted" },
  challenge: { label: "Challenge with an accepted answer" },
  grantWaitHours: { label: "New function waits", unit: "hour" },
  factorWaitHours: { label: "New factor waits", unit: "hour" },
  independenceDays: { label: "Independence window", unit: "day" },
};

/** One difference as a line: "Security seat", "1 person", "2 people". */
export const changeLine = (change: PolicyChange): ChangeLine =>
  change.place === "gates" ? gateLine(change) : ruleLine(change);

const gateFields: Readonly<Record<GateField, string>> = {
  title: "title",
  severity: "severity",
  expression: "passes when",
  message: "message",
  wayOut: "way out",
  whoMayWaive: "may waive",
  whenMissing: "when data is missing",
};

const gateLine = ({ title, field, was, is }: GateChange): ChangeLine => ({
  what: field === null ? title : `${title}, ${gateFields[field]}`,
  was,
  is,
});

function ruleLine({ what, was, is, standard }: RuleChange): ChangeLine {
  const field = isField(what) ? fields[what] : null;
  const text = (value: RuleChange["was"]): string => {
    if (typeof value === "string") return value;
    if (typeof value !== "number") return levelsText(value);
    if (field?.unit) return countOf(value, field.unit);
    return value === 0 ? "none" : countOf(value, "person", "people");
  };
  return {
    what: isField(what)
      ? fields[what].label
      : `${functionLabels[what]} seat${standard ? ", standard change" : ""}`,
    was: text(was),
    is: text(is),
  };
}

const isField = (what: RuleChange["what"]): what is FieldName => Object.hasOwn(fields, what);
