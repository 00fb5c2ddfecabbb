import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { nextNumber } from "#lib/db/counter.ts";
import { asJson } from "#lib/db/json.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { incidentOf } from "#lib/rollouts/packet-streams.ts";
import { lockRollout } from "#lib/rollouts/rows/lock-rollout.ts";

/** What the person on call does next. */
const PLAYBOOK = [
  "Check on the rollout page that the base version serves every request again.",
  "Open the verdict and recompute it from its stored evidence.",
  "Compare the candidate's live inputs with its training inputs: a difference in preparation looks like this.",
  "Tell the release's author and the people who signed it.",
  "Fix the model, register it as a new version and open a new release; this one stays rolled back.",
] as const;

/** Opens the incident of a rollout that was rolled back or halted; one for each. */
export const openIncident = defineCommand({
  name: "open-incident",
  permission: "incident:open",
  summary: "Open the incident of a rollout",
  input: z.strictObject({ rolloutId: id }),
  output: z.object({ number: z.number() }),

  async load(tx, { rolloutId }, { caller }) {
    const rollout = await tx.rollout.findUnique({ where: { id: rolloutId } });
    if (!rollout) return refuse("not-found", "rollout-not-found", "There is no rollout with this id here.");
    const file = await lockRollout(tx, rollout.number);
    if (!file.ok) return file;
    const open = await tx.incident.findFirst({ where: { rolloutId, closedAt: null } });
    if (open)
      return refuse("conflict", "incident-open", `Incident ${open.number} is already open for this rollout.`);
    const number = await nextNumber(tx, caller.workspaceId, "incident");
    const before = await tx.incident.count({ where: { rolloutId } });
    return ok({ ...file.value, number, incidentId: incidentOf(rolloutId, before + 1) });
  },

  decide({ rollout, number, incidentId }) {
    const event = eventOf(
      "incident.opened",
      {
        stream: `incident/${incidentId}`,
        targets: [
          { type: "incident", id: incidentId },
          { type: "rollout", id: rollout.id, digest: rollout.planDigest },
        ],
        data: { number, rollout: rollout.number },
      },
      { incidentId, number },
    );
    return ok([event]);
  },

  async record(tx, [event], { rollout, candidate, pointer, base }, { caller, now }) {
    const { number, incidentId } = event!;
    const name = `${pointer.model.name} v${candidate.number}`;
    const [happened, by] = rollout.state === "halted" ? ["halted", "Halted"] : ["rolled back", "Rolled back"];
    const back = base && rollout.state !== "halted" ? ` Everyone is on v${base.number} again.` : "";
    await tx.incident.create({
      data: {
        id: incidentId,
        workspaceId: caller.workspaceId,
        number,
        rolloutId: rollout.id,
        title: `${name} ${happened} on ${pointer.name}`,
        summary: `${rollout.because ?? `${by} by hand.`}${back}`,
        playbook: asJson(PLAYBOOK),
        openedAt: now,
      },
    });
    return { number };
  },
});
