import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { SEEN_CAUSES } from "#lib/councils/re-review.ts";
import { id } from "#lib/kernel/fields.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { routeFor } from "#lib/policy/policy.ts";
import { holdPolicy, policyInForce } from "#lib/policy/rows/policy-versions.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { causesSeen, liveOn } from "#lib/releases/rows/live-reviewed.ts";
import { causeBrought, causeFile, recordCause } from "#lib/releases/rows/review-cause.ts";

/** Has what is live reviewed again, for a cause that the tables show: its calendar, an incident of its pointer, its ancestors. */
export const scheduleReview = defineCommand({
  name: "schedule-review",
  permission: "review:schedule",
  summary: "Have what is live reviewed again because its calendar or the log says so",
  input: z.strictObject({ pointer: id, cause: z.enum(SEEN_CAUSES), source: z.string() }),
  output: z.object({ number: z.number(), dueAt: z.string() }),

  async load(tx, { pointer, cause, source }, { caller, now }) {
    const { workspaceId } = caller;
    await holdPolicy(tx, workspaceId);
    await tx.$executeRaw`
      SELECT id FROM model WHERE id = (SELECT model_id FROM pointer WHERE id = ${pointer}::uuid) FOR UPDATE`;
    const live = await liveOn(tx, pointer);
    const policy = await policyInForce(tx);
    if (!live || !policy) return nothingDue;
    const model = await tx.model.findUniqueOrThrow({ where: { id: live.modelId } });
    const riskTier = oneOf(TIERS, model.riskTier);
    const route = routeFor(policy.content, riskTier);
    if (!route.ok) return route;
    // Asked again under the lock, so that no cause is recorded twice.
    const due = (await causesSeen(tx, live, route.value, now)).find(
      (one) => one.cause === cause && one.source === source,
    );
    if (!due) return nothingDue;
    const file = await causeFile(tx, { live, model: { ...model, riskTier }, workspaceId });
    return file.ok ? ok({ ...file.value, due }) : file;
  },

  decide(file, _input, { now, newId }) {
    const { cause, source, at } = file.due;
    const brought = causeBrought(
      file,
      { cause, source, at: at.toISOString(), reason: null, evidence: null },
      { now, newId },
    );
    if (!brought.ok) return brought;
    const { joins, raised, opened, review } = brought.value;
    return ok([
      joins ? eventOf("review.raised", raised, { review }) : eventOf("review.opened", opened, { review }),
    ]);
  },

  record: (tx, [event], file, context) => recordCause(tx, event!, file, context),
});

const nothingDue = refuse("illegal", "no-review-due", "Nothing says that this is to be reviewed again now.");
