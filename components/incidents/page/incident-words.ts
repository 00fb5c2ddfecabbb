import { rollbackText } from "#components/rollouts/rollback-words.ts";
import type { Said } from "#components/ui/said.tsx";
import type { StateLook } from "#components/ui/state-pill.tsx";
import { missingToClose } from "#lib/incidents/incident.ts";
import type { LearningChange } from "#lib/incidents/learning.ts";
import { SEVERITY_WORDS, type Severity } from "#lib/incidents/severity.ts";
import type {
  IncidentEntryView,
  IncidentLearningView,
  IncidentPageView,
} from "#lib/incidents/views/incident-page.ts";

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

export const severityText = (severity: Severity): string =>
  `Severity ${severity}: ${SEVERITY_WORDS[severity]}.`;

/** "2 of 5 done" */
export const stepsDone = ({ steps }: Pick<IncidentPageView, "steps">): string =>
  `${steps.filter(({ done }) => done !== null).length} of ${steps.length} done`;

/** What is to change for what was learned. */
export const CHANGE_WORDS: Readonly<Record<LearningChange, string>> = {
  policy: "Policy",
  plan: "Rollout plan",
  template: "Template",
  playbook: "Playbook",
  model: "Model",
  serving: "Serving",
};

/** A learning as a word, a tone and an icon. */
export function learningLook(settled: IncidentLearningView["settled"]): StateLook {
  if (settled === null) return { word: "To do", tone: "hold", icon: "hourglass" };
  return settled.outcome === "in-force"
    ? { word: "In force", tone: "pass" }
    : { word: "Dropped", tone: "plain", icon: "slash" };
}

/** "1 of 3 in force" */
export function learningsText(learnings: readonly IncidentLearningView[]): string {
  const inForce = learnings.filter(({ settled }) => settled?.outcome === "in-force").length;
  return learnings.length === 0 ? "none yet" : `${inForce} of ${learnings.length} in force`;
}

export const personChoices = (people: IncidentPageView["people"]) => [
  { value: "", label: "Choose a person" },
  ...people.map(({ id, name }) => ({ value: id, label: name })),
];
