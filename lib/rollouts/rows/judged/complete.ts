import { eventOf } from "#lib/command/event-of.ts";
import { everyoneOn, pointerMoved, type Shift, writeShift } from "#lib/exposure/rows/shift-exposure.ts";
import { FREEZES_ASKED } from "#lib/releases/events.ts";
import { aboutJudged, leaveStep, type PlanAction, shiftOf } from "./facts.ts";

/** The last stage passed: the candidate serves everyone, and the previous release is superseded. */
export const complete: PlanAction = {
  events(facts, said, newId) {
    const { release, predecessor } = facts;
    const shift: Shift = {
      ...shiftOf(facts, newId()),
      ...everyoneOn(facts.candidate),
      reason: "Every stage passed",
    };
    const about = aboutJudged(facts);
    const data = { ...about.data, ...said, ...FREEZES_ASKED };
    const events = [
      eventOf("rollout.completed", { ...about, data }, { shift }),
      eventOf("release.completed", { ...about, stream: `release/${release.id}` }),
      pointerMoved(shift),
    ];
    if (!predecessor) return events;
    const superseded = eventOf("release.superseded", {
      stream: `release/${predecessor.id}`,
      targets: [{ type: "release", id: predecessor.id, digest: predecessor.subjectDigest }],
      data: { number: predecessor.number, by: release.number },
    });
    return [...events, superseded];
  },

  async record(tx, facts, { shift }, now) {
    const { rollout, release, predecessor } = facts;
    await writeShift(tx, shift!, now);
    await leaveStep(tx, facts, "passed", now);
    await tx.rollout.update({
      where: { id: rollout.id },
      data: { state: "completed", endedAt: now, exposureId: shift!.exposureId },
    });
    await tx.release.update({ where: { id: release.id }, data: { state: "released" } });
    if (predecessor)
      await tx.release.update({ where: { id: predecessor.id }, data: { state: "superseded" } });
    return "completed";
  },
};
