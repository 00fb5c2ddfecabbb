import type { ProposalWords } from "#components/councils/policy/proposal-decision.ts";
import { placeLabels } from "#components/policy/policy-words.ts";
import { capital } from "#components/ui/capital.ts";
import { formatNumber } from "#components/ui/format-number.ts";
import type { BusinessCalendar } from "#lib/councils/business-calendar.ts";
import type { CompositionContent } from "#lib/councils/composition.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { listed } from "#lib/kernel/listed.ts";
import type {
  CouncilProposalView,
  CouncilSeatView,
  ReviewerRecord,
} from "#lib/overview/views/council-page.ts";
import type { Tier } from "#lib/registry/tier.ts";

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** "Tuesday and Thursday", or "Monday to Friday" where they follow each other. */
export function daysText(days: readonly number[]): string {
  const sorted = days.toSorted((a, b) => a - b);
  const [first, last] = [sorted[0]!, sorted.at(-1)!];
  const name = (day: number): string => WEEKDAYS[day - 1]!;
  if (sorted.length > 2 && last - first === sorted.length - 1) return `${name(first)} to ${name(last)}`;
  return listed(sorted.map(name));
}

/** "Monday to Friday, 08:00 to 18:00" */
export const hoursText = ({ days, from, to }: BusinessCalendar): string =>
  `${daysText(days)}, ${from} to ${to}`;

/** "Tuesday and Thursday, 15:00"; a council without a cadence has no regular sittings. */
export const cadenceText = ({ cadence }: Pick<CompositionContent, "cadence">): string =>
  cadence ? `${daysText(cadence.days)}, ${cadence.time}` : "No regular sittings";

/** "High tier and critical tier" */
export const tiersText = (tiers: readonly Tier[]): string =>
  capital(listed(tiers.map((tier) => placeLabels[tier].toLowerCase())));

/** "9.5 h"; a seat that signed nothing has no median. */
export const medianText = ({ medianHours }: Pick<CouncilSeatView, "medianHours">): string =>
  medianHours === null
    ? "no signatures yet"
    : medianHours === 0
      ? "0 h"
      : `${formatNumber(medianHours, 2)} h`;

/** "2 approved, 1 changes requested" */
export const verdictsText = ({
  approved,
  changesRequested,
  rejected,
}: Pick<ReviewerRecord, "approved" | "changesRequested" | "rejected">): string =>
  [
    approved > 0 ? `${approved} approved` : "",
    changesRequested > 0 ? `${changesRequested} changes requested` : "",
    rejected > 0 ? `${rejected} rejected` : "",
  ]
    .filter(Boolean)
    .join(", ");

export const inTimeText = ({ signed, inTime }: Pick<CouncilSeatView, "signed" | "inTime">): string =>
  signed === 0 ? "no signatures yet" : `${inTime} of ${signed}`;

export type CompositionChange = { readonly what: string; readonly was: string; readonly is: string };

type Names = Readonly<Record<string, string>>;

/** What a proposed composition changes, field by field; everything where it is the first. */
export function compositionChanges(
  before: CompositionContent | null,
  after: CompositionContent,
  names: Names,
): CompositionChange[] {
  const [was, is] = [before ? linesOf(before, names) : new Map<string, string>(), linesOf(after, names)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((what) => ({ what, was: was.get(what) ?? "none", is: is.get(what) ?? "none" }))
    .filter((change) => change.was !== change.is);
}

/** A composition line by line, in the order of the page. */
function linesOf(content: CompositionContent, names: Names): Map<string, string> {
  const { seats, calendar } = content;
  const named = (ids: readonly string[]): string =>
    ids.length === 0 ? "none" : listed(ids.map((id) => names[id] ?? "somebody who left"));
  return new Map([
    ["Name", content.name],
    ["Purpose", content.purpose],
    ...seats.flatMap(({ function: name, min, members, alternates }): [string, string][] => [
      [`${functionLabels[name]}, members`, `${named(members)}; ${min} must sign`],
      [`${functionLabels[name]}, alternates`, named(alternates)],
    ]),
    ["Chair", named([content.chair])],
    ["Secretary", named(content.secretary ? [content.secretary] : [])],
    ["Sits", cadenceText(content)],
    ["Time zone", calendar.zone],
    ["Hours", hoursText(calendar)],
    ["Holidays", calendar.holidays.length === 0 ? "none" : calendar.holidays.toSorted().join(", ")],
    ["Escalation", named(content.escalation)],
  ]);
}

export const councilProposalWords = ({ version, content }: CouncilProposalView): ProposalWords => ({
  kind: "council-proposal",
  subject: `composition ${version} of ${content.name}`,
  stays: version === 1 ? "No council is created." : "The composition in force stays.",
  later: "A release in review keeps who sat when it was submitted, until it is edited.",
});
