import { failingIn } from "#components/councils/concerns.tsx";
import type { DecisionView, NextStep } from "#components/councils/decision.ts";
import { whyNotOf } from "#components/ui/why-not.tsx";
import { inFull, type Why } from "#lib/kernel/refusal.ts";
import { releaseMachine } from "#lib/releases/release.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { concernsOf } from "./decision-words.ts";

/** What else can be done with a release, each disabled with its reason. Signing, where it is due, is the solid button. */
export function stepsOf(release: ReleasePageView, decision: DecisionView): NextStep[] {
  const signing = decision.kind === "sign" && decision.seat.already === undefined;
  const main = signing ? "plain" : "solid";
  const { state, rollout } = release;
  const from = releaseMachine.table;
  return [
    ...(rollout ? [watch(release, main)] : []),
    ...(from.submit.from.includes(state) ? [submit(release, main)] : []),
    ...(isToStart(release) ? [start(release, main)] : []),
    ...(from.edit.from.includes(state) ? [edit(release)] : []),
    ...(from.withdraw.from.includes(state) ? [withdraw(release)] : []),
  ];
}

/** One in review starts only as an emergency that a second person let out. */
const isToStart = ({ state, emergency }: ReleasePageView): boolean =>
  state === "in-review"
    ? (emergency?.declared?.authorisedBy ?? null) !== null
    : releaseMachine.table.start.from.includes(state);

/** Is nothing but the plan left to ask about? */
export const mayStart = ({ state, mine }: ReleasePageView): boolean =>
  releaseMachine.table.start.from.includes(state) && mine.whyNotStart === null;

/** The release where something else keeps its rollout from starting. */
export function notStarting(release: ReleasePageView, why: Why | null | undefined): ReleasePageView {
  if (!why || !mayStart(release)) return release;
  const { mine } = release;
  const places = why.place ? { ...mine.places, start: why.place } : mine.places;
  return { ...release, mine: { ...mine, whyNotStart: inFull(why), places } };
}

type Main = "solid" | "plain";

const step = { consequence: "", variant: "plain", asksReason: false, asksPassword: false } as const;

const watch = ({ number }: ReleasePageView, variant: Main): NextStep => ({
  ...step,
  verb: "watch",
  label: "View the rollout",
  href: `/releases/${number}/rollout`,
  variant,
});

const submit = ({ mine }: ReleasePageView, variant: Main): NextStep => ({
  ...step,
  verb: "submit",
  label: "Submit for review",
  consequence: "Asks the council to sign and starts the review period.",
  variant,
  whyNot: whyNotOf(mine.whyNotSubmit, mine.places.submit),
});

function start(release: ReleasePageView, variant: Main): NextStep {
  const concerns = concernsOf(release.checks);
  return {
    ...step,
    verb: "start",
    label: "Start the rollout",
    consequence: startText(release),
    variant,
    asksReason: failingIn(concerns).length > 0,
    concerns,
    whyNot: whyNotOf(release.mine.whyNotStart, release.mine.places.start),
  };
}

const edit = ({ number, mine }: ReleasePageView): NextStep => ({
  ...step,
  verb: "edit",
  label: "Edit",
  href: `/releases/${number}/edit`,
  whyNot: whyNotOf(mine.whyNotEdit, mine.places.edit),
});

const withdraw = ({ mine }: ReleasePageView): NextStep => ({
  ...step,
  verb: "withdraw",
  label: "Withdraw",
  consequence: "Ends this release for good. Signatures stay on record.",
  variant: "danger",
  asksReason: true,
  whyNot: whyNotOf(mine.whyNotWithdraw, mine.places.withdraw),
});

function startText({ sections }: ReleasePageView): string {
  const { base, pointer } = sections.target;
  const version = `v${sections.artifact.version}`;
  if (!base) return `${version} serves all traffic of ${pointer} at once: nothing is live there.`;
  const [first] = sections.plan.stages;
  const begins =
    first?.kind === "shadow"
      ? `Begins on ${pointer} in shadow: ${version} serves nobody.`
      : `Begins on ${pointer}: ${version} serves ${first?.trafficPercent} % of traffic.`;
  return `${begins} Advances and rolls back as the signed plan says.`;
}
