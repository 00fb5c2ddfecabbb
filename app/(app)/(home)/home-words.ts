import { functionLabels, listed } from "#components/access/words.ts";
import type { AttentionItem, WaitingItem as WaitingLine } from "#components/overview/home-view.tsx";
import { type Health, healthLooks, rolloutLooks } from "#components/rollouts/rollout-looks.ts";
import type { RolloutRow } from "#components/rollouts/rollout-view.ts";
import { countOf, formatNumber } from "#components/ui/format-number.ts";
import type { Attention } from "#lib/overview/views/attention.ts";
import type { LiveRollout } from "#lib/overview/views/live-rollout.ts";
import type { ReleaseReference } from "#lib/overview/views/release-reference.ts";
import type { WaitingItem } from "#lib/overview/views/waiting-item.ts";

/** What the home page shows, in words. */
export const titleOf = ({ model, version, pointer }: ReleaseReference): string =>
  `${model} v${version} to ${pointer}`;

export function waitingLine(item: WaitingItem): WaitingLine {
  if (item.kind === "sign-policy") return policyLine(item);
  const { number } = item.release;
  const line = { id: `${item.kind}-${number}`, title: titleOf(item.release), href: `/releases/${number}` };
  switch (item.kind) {
    case "sign":
      return { ...line, detail: signDetail(item), dueAt: item.dueAt, action: "Review" };
    case "start":
      return {
        ...line,
        detail: "Approved; waits for you to start it",
        dueAt: item.validUntil,
        action: "Start",
        icon: "play",
      };
    case "answer":
      return { ...line, detail: answerDetail(item), dueAt: null, action: "Open", icon: "alert" };
  }
}

const policyLine = ({
  version,
  seat,
  author,
}: Extract<WaitingItem, { kind: "sign-policy" }>): WaitingLine => ({
  id: `policy-${version}`,
  title: `Policy ${version}`,
  href: "/policy",
  detail: `${functionLabels[seat]} seat, proposed by ${author}`,
  dueAt: null,
  action: "Review",
});

function signDetail({ seat, changed, release, changeClass }: Extract<WaitingItem, { kind: "sign" }>): string {
  const seatWords = `${functionLabels[seat]} seat`;
  if (changed.length > 0)
    return `${seatWords}, round ${release.round}, ${listed(changed)} changed since the seat was signed`;
  const round = release.round === 1 ? "first round" : `round ${release.round}`;
  return `${seatWords}, ${round}, ${changeClass} change`;
}

function answerDetail({ objections }: Extract<WaitingItem, { kind: "answer" }>): string {
  const who = objections.map(({ seat, by }) => `${by} for ${functionLabels[seat].toLowerCase()}`);
  return who.length > 0 ? `Changes requested by ${listed(who)}` : "Changes requested";
}

const healthOf = ({ due, silent }: LiveRollout): Health => {
  if (due === "roll-back" || due === "halt") return "failing";
  if (silent.length > 0) return "silent";
  return due === "hold" ? "holding" : "healthy";
};

export function rolloutRow(rollout: LiveRollout): RolloutRow {
  const { number, release, model, version, pointer, state, exposurePercent } = rollout;
  return {
    id: String(number),
    href: `/releases/${release}/rollout`,
    model,
    version: `v${version}`,
    pointer,
    state: state === "running" ? healthLooks[healthOf(rollout)] : rolloutLooks[state],
    exposurePercent,
    note: rolloutNote(rollout),
  };
}

function rolloutNote({ state, because, incident, stage, stageIndex, stages }: LiveRollout): string {
  if (state === "rolled-back" || state === "rolling-back" || state === "halted")
    return [...because, ...(incident ? [`Incident ${incident} is open.`] : [])].join(" ");
  const [first, ...more] = because;
  const place = `${stage}, stage ${stageIndex + 1} of ${stages}`;
  if (!first) return `${place}. Every guardrail passes.`;
  return `${place}. ${first}${more.length > 0 ? ` And ${countOf(more.length, "more reason", "more reasons")}.` : ""}`;
}

export function attentionLines(attention: Attention, rollouts: readonly LiveRollout[]): AttentionItem[] {
  return [
    ...attention.incidents.map(
      ({ number, title, release }): AttentionItem => ({
        id: `incident-${number}`,
        title: `Incident ${number}: ${title}`,
        detail: `Release ${release}; its playbook says what to do`,
        tone: "fail",
        icon: "alert",
        href: `/incidents/${number}`,
      }),
    ),
    ...rollouts.flatMap((rollout) => silentLine(rollout) ?? []),
    ...attention.unfillable.map(
      ({ release, seats }): AttentionItem => ({
        id: `unfillable-${release.number}`,
        title: `${listed(seats.map((seat) => functionLabels[seat]))}: nobody may sign ${titleOf(release)}`,
        detail: "An admin can give the function to someone who had no part in it",
        tone: "fail",
        href: `/releases/${release.number}`,
      }),
    ),
    ...attention.overdueReviews.map(
      ({ release }): AttentionItem => ({
        id: `overdue-${release.number}`,
        title: `The review of ${titleOf(release)} is overdue`,
        detail: "It approves nothing by itself; the open seats have to sign",
        tone: "hold",
        href: `/releases/${release.number}`,
      }),
    ),
    ...endingLine(attention.endingApprovals),
  ];
}

function silentLine({ number, release, model, version, silent }: LiveRollout): AttentionItem | null {
  const [first, ...more] = silent;
  if (!first) return null;
  const names = listed(silent.map(({ guardrail }) => guardrail));
  return {
    id: `silent-${number}`,
    title: `${names} ${more.length > 0 ? "are" : "is"} silent on ${model} v${version}`,
    detail: `${first.reason} The rollout holds until ${more.length > 0 ? "they report" : "it reports"}.`,
    tone: "none",
    href: `/releases/${release}/rollout`,
  };
}

function endingLine(ending: Attention["endingApprovals"]): AttentionItem[] {
  const [first] = ending;
  if (!first) return [];
  return [
    {
      id: "ending",
      title: `${countOf(ending.length, "approval ends", "approvals end")} within 7 days`,
      detail: ending.map(({ release }) => `${release.model} v${release.version}`).join(", "),
      tone: "hold",
      href: ending.length === 1 ? `/releases/${first.release.number}` : "/releases?state=approved",
    },
  ];
}

/** "Three releases wait for your signature. One rollout was taken back." */
export function lede(waiting: readonly WaitingItem[], rollouts: readonly LiveRollout[]): string {
  const count = (kind: WaitingItem["kind"]) => waiting.filter((item) => item.kind === kind).length;
  const back = rollouts.filter(({ state }) => state === "rolled-back" || state === "rolling-back").length;
  const sentences = [
    sentence(count("sign"), "release waits for your signature", "releases wait for your signature"),
    sentence(
      count("sign-policy"),
      "change of the policy waits for your signature",
      "changes of the policy wait for your signature",
    ),
    sentence(count("start"), "approved release can be started", "approved releases can be started"),
    sentence(
      count("answer"),
      "of your releases has changes requested",
      "of your releases have changes requested",
    ),
    sentence(back, "rollout was taken back within a day", "rollouts were taken back within a day"),
  ].filter(Boolean);
  return sentences.length > 0 ? sentences.join(" ") : "Nothing waits for you.";
}

const SMALL = ["", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];

const sentence = (count: number, one: string, many: string): string =>
  count === 0 ? "" : `${SMALL[count] ?? formatNumber(count)} ${count === 1 ? one : many}.`;
