import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import type { EnvelopeEvent } from "#lib/councils/envelope-events.ts";
import { mayGoOver } from "#lib/councils/over-checks.ts";
import { nextNumber } from "#lib/db/counter.ts";
import { asJson } from "#lib/db/json.ts";
import type { ExposureEvent } from "#lib/exposure/events.ts";
import { currentExposure, lockPointer } from "#lib/exposure/rows/current-exposure.ts";
import { everyoneOn, pointerMoved, type Shift, writeShift } from "#lib/exposure/rows/shift-exposure.ts";
import { ordinal, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { holdFreezes } from "#lib/policy/rows/freezes.ts";
import { approvalNow } from "#lib/releases/approval.ts";
import { failing, shownChecks } from "#lib/releases/checks.ts";
import { FREEZES_ASKED, type ReleaseEvent } from "#lib/releases/events.ts";
import { withGates } from "#lib/releases/gates-now.ts";
import { claimNow } from "#lib/releases/rows/claims.ts";
import { usedEnvelope, writeEnvelopeUse } from "#lib/releases/rows/envelope-use.ts";
import { checksNow } from "#lib/releases/rows/gather-checks.ts";
import { holdTierOf } from "#lib/releases/rows/hold-tier.ts";
import { lockRelease } from "#lib/releases/rows/lock-release.ts";
import { recordDossier } from "#lib/releases/rows/record-dossier.ts";
import { waivedNow } from "#lib/releases/waived-gates.ts";
import { decidesInTime } from "#lib/rollouts/deciding-in-time.ts";
import type { RolloutEvent } from "#lib/rollouts/events.ts";
import { readPointerTraffic } from "#lib/rollouts/rows/pointer-traffic.ts";
import { exposureOfStage } from "#lib/rollouts/stage-exposure.ts";

type Started = (RolloutEvent | ReleaseEvent | ExposureEvent | EnvelopeEvent) & {
  rolloutId?: string;
  shift?: Shift;
};

/**
 * Starts an approved release. Derives the approval again, with every signer's present authority, and checks that the
 * base is still live, and that every stage can decide before its deadline with last week's traffic. Starting over a
 * check that fails takes a reason. A pointer with nothing live takes the version at once: there is nothing to compare
 * it with.
 */
export const startRollout = defineCommand({
  name: "start-rollout",
  permission: "rollout:start",
  summary: "Start the rollout of an approved release",
  input: z.strictObject({ release: ordinal, reason: prose(2000).optional(), over: shownChecks }),
  output: z.object({ number: z.number(), state: z.string() }),

  async load(tx, { release: releaseNumber }, { caller, now }) {
    await holdTierOf(tx, releaseNumber);
    await holdFreezes(tx, caller.workspaceId);
    const file = await lockRelease(tx, releaseNumber, now);
    if (!file.ok) return file;
    const { release } = file.value;
    await lockPointer(tx, release.pointerId);
    const pointer = await tx.pointer.findUniqueOrThrow({ where: { id: release.pointerId } });
    const candidate = await tx.modelVersion.findUniqueOrThrow({ where: { id: release.versionId } });
    const live = await currentExposure(tx, pointer.id);
    const base = live ? await tx.modelVersion.findUniqueOrThrow({ where: { id: live.baseVersionId } }) : null;
    const number = await nextNumber(tx, caller.workspaceId, "rollout");
    const { checks, gated } = await checksNow(tx, file.value, now);
    const { target } = file.value.sections;
    const traffic = live && (await readPointerTraffic(tx, target, now));
    return ok({
      ...file.value,
      // Read under the pointer's lock: every use of an envelope is of one pointer.
      claim: await claimNow(tx, file.value.sections),
      failing: failing(checks),
      gated,
      pointer,
      candidate,
      live,
      base,
      number,
      traffic,
    });
  },

  decide(file, { reason, over: seen }, { now, newId, caller }) {
    const { release, sections, pointer, candidate, live, base, traffic } = file;
    const approval = approvalNow(file, base?.id ?? null, now);
    if (!approval.ok) return approval;
    if (live && live.kind !== "live")
      return refuse("conflict", "pointer-busy", `Another rollout is under way on ${pointer.name}.`, {
        todo: "Wait until it ends, or roll it back.",
      });
    const decides = decidesInTime(sections.plan, traffic, release.number);
    if (!decides.ok) return decides;
    const reasoned = mayGoOver(file.failing, { reason, field: "reason", seen });
    if (!reasoned.ok) return reasoned;
    const rolloutId = newId();
    const planDigest = file.digests.plan;
    const rollout = { id: rolloutId, salt: rolloutId, planDigest };
    const common = {
      exposureId: newId(),
      pointer,
      before: live,
      rollout,
      cohortSeconds: sections.plan.cohortSeconds,
    };
    const first = sections.plan.stages[0]!;
    const shift: Shift = base
      ? {
          ...common,
          base,
          candidate,
          exposure: exposureOfStage(sections.plan, first),
          reason: `Entered ${first.name}`,
        }
      : { ...common, ...everyoneOn(candidate), reason: "First version to go live" };
    const data = { number: file.number, release: release.number, planDigest, subject: release.subjectDigest };
    const begun = {
      data: { ...data, over: file.failing.map(({ id }) => id), ...FREEZES_ASKED },
      details: reason ? { reason } : {},
    };
    const waived = waivedNow(file.gated);
    const targets = [
      { type: "rollout", id: rolloutId, digest: planDigest },
      { type: "release", id: release.id, digest: release.subjectDigest },
    ];
    const names = caller.kind === "person" ? { names: { [caller.id]: caller.name } } : {};
    const ofRollout = { stream: `rollout/${rolloutId}`, targets, data: { ...data, ...FREEZES_ASKED } };
    const ofRelease = { stream: `release/${release.id}`, targets, data };
    const started = {
      ...ofRollout,
      data: { ...begun.data, stage: base ? first.id : null, ...(waived.length > 0 ? { waived } : {}) },
      details: { ...begun.details, ...names },
    };
    const events: Started[] = [
      eventOf("rollout.started", started, { rolloutId, shift }),
      eventOf("release.started", withGates({ ...ofRelease, ...begun }, file.gated)),
      pointerMoved(shift),
      ...usedEnvelope(file, rolloutId),
    ];
    if (!base) events.push(eventOf("rollout.completed", ofRollout), eventOf("release.completed", ofRelease));
    return ok(events);
  },

  async record(tx, events, { claim, release, sections, candidate, base, number, gated }, { caller, now }) {
    await recordDossier(tx, gated, release, now);
    await writeEnvelopeUse(tx, { claim, release }, now);
    const { rolloutId, shift } = events[0]! as Required<Started>;
    const done = base === null;
    const { workspaceId } = caller;
    await writeShift(tx, shift, now);
    await tx.rollout.create({
      data: {
        id: rolloutId,
        workspaceId,
        number,
        releaseId: release.id,
        pointerId: release.pointerId,
        baseVersionId: release.baseVersionId,
        candidateId: candidate.id,
        state: done ? "completed" : "running",
        plan: asJson(sections.plan),
        planDigest: shift.rollout.planDigest,
        salt: shift.rollout.salt,
        stageIndex: done ? sections.plan.stages.length - 1 : 0,
        stageEnteredAt: now,
        waived: waivedNow(gated),
        exposureId: shift.exposureId,
        startedById: caller.id,
        startedBy: caller.name,
        startedAt: now,
        endedAt: done ? now : null,
      },
    });
    if (!done)
      await tx.rolloutStep.create({
        data: {
          rolloutId,
          workspaceId,
          sequence: 1,
          stageIndex: 0,
          exposureId: shift.exposureId,
          enteredAt: now,
        },
      });
    await tx.release.update({ where: { id: release.id }, data: { state: done ? "released" : "releasing" } });
    return { number, state: done ? "completed" : "running" };
  },
});
