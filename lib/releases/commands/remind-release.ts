import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import type { StepDue } from "#lib/councils/seat-clock.ts";
import { lapsedOf } from "#lib/councils/signing.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { lateSeats } from "#lib/releases/late-seats.ts";
import { releaseMachine } from "#lib/releases/release.ts";
import { lockRelease, type ReleaseCaseFile } from "#lib/releases/rows/lock-release.ts";

/**
 * Takes the steps that are due of the seats that nobody signed in time: reminds who sits, tells who stands in and the
 * chair, then the escalation group. The release's row is locked, so each step is taken once. Time never approves.
 */
export const remindRelease = defineCommand({
  name: "remind-release",
  permission: "release:remind",
  summary: "Tell of the seats of a release that are late",
  input: z.strictObject({ release: ordinal }),
  output: z.object({ number: z.number(), steps: z.number() }),

  load: (tx, { release }, { now }) => lockRelease(tx, release, now),

  decide(file, _input, { now }) {
    const next = releaseMachine.next(file.release.state, "remind");
    if (!next.ok) return next;
    const late = lateSeats(file, now);
    if (late.length === 0)
      return refuse(
        "illegal",
        "nothing-late",
        "No seat of this release is late, or each was told of already.",
      );
    return ok(late.map((one) => told(file, one)));
  },

  async record(tx, events, { release }, { caller, now }) {
    await tx.seatStep.createMany({
      data: events.map(({ seat, step, dueAt, to }) => ({
        releaseId: release.id,
        round: release.round,
        seat,
        step,
        workspaceId: caller.workspaceId,
        dueAt,
        takenAt: now,
        told: [...to],
      })),
    });
    return { number: release.number, steps: events.length };
  },
});

function told(file: ReleaseCaseFile, late: StepDue) {
  const { id, number, round, subjectDigest: digest } = file.release;
  const about = { stream: `release/${id}`, targets: [{ type: "release", id, digest }] };
  const { seat, step, to } = late;
  const said = { number, round, seat, due: late.dueAt.toISOString(), to: [...to], lapsed: lapsedOf(file) };
  return step === "reminded"
    ? eventOf("release.seat-reminded", { ...about, data: { ...said, step } }, late)
    : eventOf("release.seat-escalated", { ...about, data: { ...said, step } }, late);
}
