import { everyoneOn, pointerMoved, type Shift, writeShift } from "#lib/exposure/rows/shift-exposure.ts";
import { type JudgedEvent, judgedEvent, leaveStep, type Outcome, shiftOf } from "./facts.ts";

/** The last stage passed: everyone has the candidate, and the release before it is superseded. */
export const complete: Outcome = {
  events(facts, said, newId) {
    const { rollout, release, predecessor } = facts;
    const shift: Shift = {
      ...shiftOf(facts, newId()),
      ...everyoneOn(facts.candidate),
      reason: "Every stage passed",
    };
    const superseded: JudgedEvent[] = predecessor
      ? [
          {
            type: "release.superseded",
            stream: `release/${predecessor.id}`,
            targets: [{ type: "release", id: predecessor.id, digest: predecessor.subjectDigest }],
            data: { number: predecessor.number, by: release.number },
          },
        ]
      : [];
    return [
      { ...judgedEvent(facts, "rollout.completed", `rollout/${rollout.id}`, said), shift },
      judgedEvent(facts, "release.completed", `release/${release.id}`),
      pointerMoved(shift),
      ...superseded,
    ];
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
