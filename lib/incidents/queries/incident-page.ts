import { z } from "zod";
import { activePeople } from "#lib/access/rows/active-person.ts";
import { defineQuery } from "#lib/command/query.ts";
import { plannedCandidateShare } from "#lib/exposure/exposure.ts";
import { maySettle } from "#lib/incidents/learning.ts";
import { type IncidentFile, type Learning, readIncident } from "#lib/incidents/rows/lock-incident.ts";
import { incidentPageView, type ServedStageView } from "#lib/incidents/views/incident-page.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { readRollout } from "#lib/rollouts/rows/lock-rollout.ts";
import { rolloutEvents } from "#lib/rollouts/rows/rollout-events.ts";
import { stepsWithRows } from "#lib/rollouts/rows/steps-with-rows.ts";
import { exposureOfStage } from "#lib/rollouts/stage-exposure.ts";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";

/** What happened, what to do now, what people found, and the timeline. */
export const incidentPage = defineQuery({
  name: "incident-page",
  permission: "rollout:read",
  summary: "An incident with its playbook, its notes and its timeline",
  input: z.strictObject({ incident: ordinal }),
  output: incidentPageView,

  async load(tx, { incident: number }, { caller }) {
    const found = await readIncident(tx, number);
    if (!found.ok) return found;
    const file = await readRollout(tx, found.value.rollout.number);
    if (!file.ok) return file;
    const { rollout, plan, release, pointer, base, candidate } = file.value;
    const verdict = await tx.gateVerdict.findFirst({
      where: { rolloutId: rollout.id },
      orderBy: { decidedAt: "desc" },
      select: { id: true },
    });
    const steps = await tx.rolloutStep.findMany({
      where: { rolloutId: rollout.id },
      orderBy: { sequence: "asc" },
    });
    return ok({
      ...written(found.value),
      learnings: found.value.learnings.map((one) => learningSeen(one, caller)),
      people: found.value.standing.state === "open" ? await activePeople(tx) : [],
      release: release.number,
      rollout: rollout.number,
      state: rollout.state,
      model: pointer.model.name,
      pointer: pointer.name,
      base: base?.number ?? null,
      candidate: candidate.number,
      stages: plan.stages.map(({ id, name }) => ({ id, name })),
      author: release.authorName,
      times: {
        breachAt: iso(rollout.breachAt),
        detectedAt: iso(rollout.detectedAt),
        decidedAt: iso(rollout.decidedAt),
        actuatedAt: iso(rollout.actuatedAt),
      },
      verdict: verdict?.id ?? null,
      served: servedIn(plan, await stepsWithRows(tx, plan, steps)),
      events: await rolloutEvents(tx, rollout, `incident/${found.value.incident.id}`),
    });
  },
});

const written = ({ incident, entries, steps, standing }: IncidentFile) => ({
  number: incident.number,
  incidentState: standing.state,
  title: incident.title,
  summary: incident.summary,
  severity: incident.severity,
  lead: incident.leadId === null ? null : { id: incident.leadId, name: incident.leadName! },
  playbook: steps.map(({ text }) => text),
  steps: steps.map(({ text, done }) => ({
    text,
    done: done && { by: done.by, at: done.at.toISOString() },
  })),
  openedAt: incident.openedAt.toISOString(),
  closedAt: iso(incident.closedAt),
  closedBy: incident.closedBy,
  conclusion: incident.conclusion,
  entries: entries
    .map(({ sequence: entry, kind, text, authorName: author, at }) => ({
      entry,
      kind,
      text,
      author,
      at: at.toISOString(),
    }))
    .reverse(),
});

const servedIn = (plan: Plan, steps: RolloutPageView["steps"]): ServedStageView[] =>
  steps.flatMap(({ stageIndex, enteredAt, leftAt, candidateRows: answers }) => {
    const stage = plan.stages[stageIndex];
    if (!stage) return [];
    const shadow = stage.kind === "shadow";
    const percent = shadow ? 0 : 100 * plannedCandidateShare(exposureOfStage(plan, stage));
    return { name: stage.name, shadow, percent, enteredAt, leftAt, answers };
  });

function learningSeen(one: Learning, caller: Caller) {
  const { number: learning, text, changes, ownerId, ownerName: owner, addedByName: addedBy, outcome } = one;
  const may = maySettle(caller, { number: learning, owner: ownerId, outcome });
  const settled =
    outcome === null
      ? null
      : { outcome, reason: one.reason!, by: one.settledBy!, at: one.settledAt!.toISOString() };
  const whyNotSettle = settled !== null || may.ok ? null : may.error.message;
  return {
    learning,
    text,
    changes,
    owner,
    addedBy,
    addedAt: one.addedAt.toISOString(),
    settled,
    whyNotSettle,
  };
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
