import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { aboutSitting, runSitting } from "#lib/councils/rows/run-sitting.ts";
import { writeActs } from "#lib/councils/rows/sittings.ts";
import { lapsedOf } from "#lib/councils/signing.ts";
import { ITEM_RESULTS, itemOutcome } from "#lib/councils/sitting-events.ts";
import { isHeard, outcomeOf, unheardSeats } from "#lib/councils/sitting-outcome.ts";
import { isCalled } from "#lib/councils/sitting-rules.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { lockAgendaSubject } from "#lib/releases/rows/agenda-subjects.ts";

/**
 * Records the outcome of the item under discussion, as it follows from the signatures in the same transaction. The caller says
 * which outcome they were shown: where another one holds by now, nothing is recorded.
 */
export const recordSittingItem = defineCommand({
  name: "record-sitting-item",
  permission: "sitting-item:record",
  summary: "Record the outcome of the item under discussion",
  input: z.strictObject({ sittingId: id, item: id, shown: z.enum(ITEM_RESULTS) }),
  output: z.object({ sittingId: z.string(), item: z.string(), outcome: itemOutcome }),

  async load(tx, { sittingId, item }, { caller, now }) {
    const file = await runSitting(tx, { sitting: sittingId, type: "sitting-item.recorded" }, caller);
    if (!file.ok) return file;
    const called = isCalled(file.value.sitting, item);
    if (!called.ok) return called;
    const subject = await lockAgendaSubject(tx, called.value, { workspaceId: caller.workspaceId, now });
    return subject.ok ? ok({ ...file.value, called: called.value, subject: subject.value }) : subject;
  },

  decide({ sitting, composition, called, subject: { decided, signable, release } }, { item, shown }) {
    const outcome = outcomeOf(called, decided);
    if (outcome.result !== shown)
      return refuse(
        "stale",
        "outcome-changed",
        `The outcome is now ${outcome.result}. Nothing was recorded.`,
        {
          todo: "Look at the votes again, then record it.",
          field: "shown",
        },
      );
    const of = { composition: composition.content, sat: sitting };
    const heard = outcome.result === "changed" ? ok(null) : isHeard(unheardSeats(decided.council, of));
    if (!heard.ok) return heard;
    const { about, said } = aboutSitting(sitting);
    const recorded = eventOf("sitting-item.recorded", {
      ...about,
      data: { ...said, item, outcome, lapsed: lapsedOf(signable) },
    });
    if (!release) return ok([recorded]);
    const { id: releaseId, number, round } = release.release;
    const data = { number, round, sitting: sitting.sitting, item, subject: release.digest };
    const targets = [
      { type: "release", id: releaseId, digest: release.digest },
      { type: "sitting", id: sitting.sitting },
    ];
    return ok([recorded, eventOf("release.heard", { stream: `release/${releaseId}`, targets, data })]);
  },

  async record(tx, events, { sitting }, context) {
    await writeActs(tx, sitting, events, context);
    const [recorded] = events;
    if (recorded?.type !== "sitting-item.recorded") throw new Error("nothing was recorded");
    const { item, outcome } = recorded.data;
    return { sittingId: sitting.sitting, item, outcome: itemOutcome.parse(outcome) };
  },
});
