import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { incidentPageView } from "#lib/incidents/views/incident-page.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { readRollout } from "#lib/rollouts/rows/lock-rollout.ts";
import { rolloutEvents } from "#lib/rollouts/rows/rollout-events.ts";

/** What happened, what to do now, and the timeline. */
export const incidentPage = defineQuery({
  name: "incident-page",
  permission: "rollout:read",
  summary: "An incident with its playbook and timeline",
  input: z.strictObject({ incident: ordinal }),
  output: incidentPageView,

  async load(tx, { incident: number }) {
    const incident = await tx.incident.findFirst({ where: { number } });
    if (!incident) return refuse("not-found", "incident-not-found", `There is no incident ${number} here.`);
    const row = await tx.rollout.findUniqueOrThrow({ where: { id: incident.rolloutId } });
    const file = await readRollout(tx, row.number);
    if (!file.ok) return file;
    const { rollout, plan, release, pointer, base, candidate } = file.value;
    const verdict = await tx.gateVerdict.findFirst({
      where: { rolloutId: rollout.id },
      orderBy: { decidedAt: "desc" },
      select: { id: true },
    });
    return ok({
      number,
      title: incident.title,
      summary: incident.summary,
      playbook: incident.playbook as string[],
      openedAt: incident.openedAt.toISOString(),
      closedAt: iso(incident.closedAt),
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
      events: await rolloutEvents(tx, rollout),
    });
  },
});

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
