import { directionText, metricDecimals, metricTitle } from "#components/registry/metric-words.ts";
import { durationText } from "#components/releases/duration-text.ts";
import { releaseLooks } from "#components/releases/release-looks.ts";
import type { Gate, MetricChange, PlanStage, ReleaseSummary } from "#components/releases/release-view.ts";
import { formatNumber } from "#components/ui/format-number.ts";
import type { ReleaseView } from "#lib/releases/rows/release-view.ts";
import { metricChange } from "./metric-change.ts";

/** The head of the page: what goes where, and until when it has to be decided. */
export function summaryOf(release: ReleaseView): ReleaseSummary {
  const { target, artifact } = release.sections;
  return {
    id: String(release.number),
    number: release.number,
    model: target.model,
    version: `v${artifact.version}`,
    baseVersion: baseOf(release),
    pointer: target.pointer,
    round: release.round,
    changeClass: capital(release.changeClass),
    tier: capital(release.tier),
    state: releaseLooks[release.state],
    openedBy: release.author.name,
    openedAt: release.createdAt,
    summary: release.sections.case.what,
    subjectDigest: release.subjectDigest,
    due: dueOf(release),
  };
}

function dueOf({ state, dueAt, validUntil }: ReleaseView): ReleaseSummary["due"] {
  if ((state === "in-review" || state === "changes-requested") && dueAt)
    return { what: "Review due,", at: dueAt };
  return state === "approved" && validUntil ? { what: "Approval holds,", at: validUntil } : undefined;
}

/** Each compared metric as an interval against the margin its guardrail has in the plan. */
export function changesOf({ comparison, sections }: ReleaseView): MetricChange[] {
  if (!comparison) return [];
  return comparison.metrics.map((delta) => {
    const rule = sections.plan.guardrails.find(({ metric }) => metric === delta.metric)?.rule;
    const margin = rule?.kind === "sequential" ? rule.advanceMargin : null;
    return metricChange(delta, {
      margin,
      name: metricTitle(delta.metric),
      decimals: metricDecimals(delta.metric),
      qualifier: `${formatNumber(delta.n)} rows, ${directionText(delta)}`,
    });
  });
}

export const gatesOf = ({ checks }: ReleaseView): Gate[] =>
  checks.map(({ id, title, status, message, resolution }) => ({
    id,
    name: title,
    state: status,
    message,
    resolution,
  }));

export const stagesOf = ({ sections }: ReleaseView): PlanStage[] =>
  sections.plan.stages.map(({ id, name, trafficPercent, minSeconds }) => ({
    id,
    name,
    trafficPercent,
    duration: `≥ ${durationText(minSeconds)}`,
  }));

export const baseOf = ({ sections }: ReleaseView): string | null =>
  sections.target.base ? `v${sections.target.base.version}` : null;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
