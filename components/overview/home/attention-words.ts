import { countOf } from "#components/ui/format-number.ts";
import type { StateIcon } from "#components/ui/state-pill.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { listed } from "#lib/kernel/listed.ts";
import type { Attention } from "#lib/overview/views/attention.ts";
import type { LiveRollout } from "#lib/overview/views/live-rollout.ts";
import { releaseTitle } from "#lib/releases/release-title.ts";

/** Something everyone should know, as a line. */
export type AttentionLine = {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  readonly tone: Tone;
  readonly icon?: StateIcon;
  readonly href: string;
};

/** Open incidents first, then what is silent, stuck, late or about to end. */
export const attentionLines = (attention: Attention, rollouts: readonly LiveRollout[]): AttentionLine[] => [
  ...attention.incidents.map(incidentLine),
  ...rollouts.flatMap((rollout) => silentLine(rollout) ?? []),
  ...attention.shortCouncils.map(shortLine),
  ...attention.unfillable.map(unfillableLine),
  ...attention.overdueReviews.map(overdueLine),
  ...endingLine(attention.endingApprovals),
  ...(attention.founded ? [] : [UNFOUNDED]),
];

const UNFOUNDED: AttentionLine = {
  key: "unfounded",
  title: "Nobody can approve above the low tier yet",
  detail: "Invite two reviewers and propose different functions for them; they confirm each other.",
  tone: "hold",
  href: "/functions",
};

const incidentLine = ({ number, title, release }: Attention["incidents"][number]): AttentionLine => ({
  key: `incident-${number}`,
  title: `Incident ${number}: ${title}`,
  detail: `Release ${release}. Follow its playbook.`,
  tone: "fail",
  icon: "alert",
  href: `/incidents/${number}`,
});

function silentLine({ number, release, model, version, silent }: LiveRollout): AttentionLine | null {
  const [first, ...more] = silent;
  if (!first) return null;
  const names = listed(silent.map(({ guardrail }) => guardrail));
  return {
    key: `silent-${number}`,
    title: `No data for ${names} on ${model} v${version}`,
    detail: `${first.reason} The rollout holds until ${more.length > 0 ? "they report" : "it reports"}.`,
    tone: "none",
    href: `/releases/${release}/rollout`,
  };
}

const shortLine = ({ council, seats }: Attention["shortCouncils"][number]): AttentionLine => ({
  key: `short-${council.id}`,
  title: `${listed(seats.map((seat) => functionLabels[seat]))}: ${council.name} has too few members who can sign`,
  detail: "Its releases stay open until a change of the council names somebody.",
  tone: "fail",
  href: `/councils/${council.id}`,
});

const unfillableLine = ({ release, seats }: Attention["unfillable"][number]): AttentionLine => ({
  key: `unfillable-${release.number}`,
  title: `${listed(seats.map((seat) => functionLabels[seat]))}: nobody may sign ${releaseTitle(release)}`,
  detail: "An admin can give the function to someone who did not work on the release.",
  tone: "fail",
  href: `/releases/${release.number}`,
});

const overdueLine = ({ release }: Attention["overdueReviews"][number]): AttentionLine => ({
  key: `overdue-${release.number}`,
  title: `The review of ${releaseTitle(release)} is overdue`,
  detail: "Lateness approves nothing. The open seats still have to sign.",
  tone: "hold",
  href: `/releases/${release.number}`,
});

function endingLine(ending: Attention["endingApprovals"]): AttentionLine[] {
  const [first] = ending;
  if (!first) return [];
  return [
    {
      key: "ending",
      title: `${countOf(ending.length, "approval expires", "approvals expire")} within 7 days`,
      detail: ending.map(({ release }) => `${release.model} v${release.version}`).join(", "),
      tone: "hold",
      href: ending.length === 1 ? `/releases/${first.release.number}` : "/releases?state=approved",
    },
  ];
}
