import Link from "next/link";
import { type Definition, DefinitionList } from "#components/ui/definition-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { listed } from "#lib/kernel/listed.ts";
import type { CouncilPageView } from "#lib/overview/views/council-page.ts";
import { cadenceText, hoursText, tiersText } from "./council-words.ts";

/** What the policy sends here, and when the council works. */
export function CouncilRail({ council }: { council: CouncilPageView }) {
  const { tiers, policyVersion, current } = council;
  return (
    <>
      <Sheet
        title="What comes here"
        provenance={policyVersion !== null && <Link href="/policy">policy {policyVersion}</Link>}
      >
        <p className="text-sm">
          {tiers.length > 0
            ? `Releases of the ${tiersText(tiers).toLowerCase()}.`
            : "Nothing. A change of the policy routes a tier to this council."}
        </p>
      </Sheet>
      {current && (
        <Sheet title="Cadence and calendar">
          <DefinitionList items={definitionsOf(current.content, council.names)} />
        </Sheet>
      )}
    </>
  );
}

function definitionsOf(
  { calendar, chair, secretary, escalation, cadence }: NonNullable<CouncilPageView["current"]>["content"],
  names: CouncilPageView["names"],
): Definition[] {
  const named = (ids: readonly string[]): string =>
    ids.length > 0 ? listed(ids.map((id) => names[id] ?? "somebody who left")) : "nobody";
  return [
    { term: "Sits", value: cadenceText({ cadence }) },
    { term: "Zone", value: calendar.zone },
    { term: "Hours", value: hoursText(calendar) },
    {
      term: "Closed",
      value: calendar.holidays.length > 0 ? calendar.holidays.toSorted().join(", ") : "no holidays",
    },
    { term: "Chair", value: named([chair]) },
    { term: "Secretary", value: named(secretary ? [secretary] : []) },
    { term: "Escalation", value: named(escalation) },
    {
      term: "Feed",
      value: (
        <Link href="/inbox#calendar" className="text-accent hover:underline">
          Get your deadlines in your calendar
        </Link>
      ),
    },
  ];
}
