import { z } from "zod";
import { activeAmong } from "#lib/access/rows/active-person.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { reportDigest } from "#lib/councils/condition.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { id, ordinal, prose } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { mayReport, openCondition } from "#lib/releases/condition-rules.ts";
import { binding } from "#lib/releases/conditions.ts";
import { releaseMachine } from "#lib/releases/release.ts";
import { lockRelease } from "#lib/releases/rows/lock-release.ts";

/** Says with evidence that a condition is met. Nothing follows from it until the function that set it confirms that. */
export const reportCondition = defineCommand({
  name: "report-condition",
  permission: "condition:report",
  summary: "Report a condition of an approval as met, with evidence",
  input: z.strictObject({ release: ordinal, condition: id, evidence: prose(4000) }),
  output: z.object({ condition: z.string(), report: z.number(), digest: z.string() }),

  async load(tx, { release, condition }, { now }) {
    const file = await lockRelease(tx, release, now);
    if (!file.ok) return file;
    const owner = file.value.conditions.find((one) => one.id === condition)?.owner.id;
    return ok({ ...file.value, here: await activeAmong(tx, owner ? [owner] : []) });
  },

  decide(file, { condition: id, evidence }, { caller }) {
    const { release } = file;
    const next = releaseMachine.next(release.state, "follow-up");
    if (!next.ok) return next;
    const bound = binding(file.conditions, councilStanding(file));
    const found = openCondition(id, { all: file.conditions, bound });
    if (!found.ok) return found;
    const ownerIsHere = file.here.has(found.value.owner.id);
    const may = mayReport(found.value, file, { caller, ownerIsHere });
    if (!may.ok) return may;
    const report = found.value.reports.length + 1;
    const { number, round } = release;
    const event = eventOf("condition.reported", {
      stream: `release/${release.id}`,
      targets: [{ type: "release", id: release.id, digest: release.subjectDigest }],
      data: {
        number,
        round,
        condition: id,
        report,
        digest: reportDigest({ condition: id, report, evidence }),
      },
      details: { evidence, names: { [caller.id]: caller.name } },
    });
    return ok([event]);
  },

  async record(tx, [event], _file, { caller, now }) {
    const { condition, report, digest } = event!.data;
    await tx.conditionReport.create({
      data: {
        conditionId: condition,
        report,
        workspaceId: caller.workspaceId,
        evidence: event!.details.evidence,
        digest,
        reportedById: caller.id,
        reportedByName: caller.name,
        reportedAt: now,
      },
    });
    return { condition, report, digest };
  },
});
