import { rollbackText } from "#components/rollouts/rollback-words.ts";
import type { Said } from "#components/ui/said.tsx";
import { missingToClose } from "#lib/incidents/incident.ts";
import type { IncidentEntryView, IncidentPageView } from "#lib/incidents/views/incident-page.ts";

export const rolloutPath = ({ release }: Pick<IncidentPageView, "release">): string =>
  `/releases/${release}/rollout`;

/** "v1 on production" */
export const liveNow = ({ base, pointer }: Pick<IncidentPageView, "base" | "pointer">): string =>
  base === null ? "nothing" : `v${base} on ${pointer}`;

/** How fast the rollback was; undefined until all of it is known. */
export const timesText = ({ times, base }: Pick<IncidentPageView, "times" | "base">): Said | undefined =>
  rollbackText(times, `v${base}`);

/** The way to an incident's page. */
export const incidentCrumbs = (incident: Pick<IncidentPageView, "number">) => [
  { label: "Incidents", href: "/incidents" },
  { label: `Incident ${incident.number}` },
];

type Written = Pick<IncidentPageView, "entries">;
export const causesOf = ({ entries }: Written): IncidentEntryView[] =>
  entries.filter(({ kind }) => kind === "cause");
export const notesOf = ({ entries }: Written): IncidentEntryView[] =>
  entries.filter(({ kind }) => kind === "note");

type ClosingStep = { readonly text: string; readonly done: boolean };

/** What closing takes, each as done or as what is missing. */
export function closingSteps(incident: IncidentPageView): ClosingStep[] {
  const { number, incidentState, rollout, state } = incident;
  const missing = missingToClose({
    number,
    state: incidentState,
    explained: causesOf(incident).length > 0,
    rollout: { number: rollout, state },
  });
  const step = (key: (typeof missing)[number], done: string, owed: string): ClosingStep =>
    missing.includes(key) ? { text: owed, done: false } : { text: done, done: true };
  return [
    step("cause", "Cause recorded", "The cause is not recorded yet"),
    step(
      "rollout",
      "Rollout settled",
      state === "halted" ? "The rollout is still halted" : "The rollout is still rolling back",
    ),
  ];
}
