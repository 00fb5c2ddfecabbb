import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayGoAbove } from "#lib/councils/founding.ts";
import { reviewersExcept } from "#lib/councils/rows/reviewers.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { ok } from "#lib/kernel/result.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { holdPolicy } from "#lib/policy/rows/policy-versions.ts";
import { findModel, holdTier } from "#lib/registry/rows/find-model.ts";
import { stricterTier, TIERS } from "#lib/registry/tier.ts";
import { releaseMachine } from "#lib/releases/release.ts";
import { lockRelease } from "#lib/releases/rows/lock-release.ts";
import { policySectionNow } from "#lib/releases/rows/policy-section.ts";
import { recordRound } from "#lib/releases/rows/record-round.ts";
import { templateNamed } from "#lib/releases/rows/templates.ts";
import { changedSections, digestSections, subjectDigest } from "#lib/releases/sections.ts";
import { insideNow } from "#lib/releases/standard-now.ts";

/**
 * Submits a draft to the council of the policy in force and starts the seats' clocks. A draft pins no policy: where it
 * was written under another, it first gets a round under this one.
 */
export const submitRelease = defineCommand({
  name: "submit-release",
  permission: "release:submit",
  summary: "Submit a draft to its council",
  input: z.strictObject({ release: ordinal }),
  output: z.object({ number: z.number(), state: z.string(), dueAt: z.string() }),

  async load(tx, { release: number }, { caller, now }) {
    const file = await lockRelease(tx, number, now);
    if (!file.ok) return file;
    const { release, sections: before, digests } = file.value;
    await holdPolicy(tx, caller.workspaceId);
    await holdTier(tx, before.target.model);
    const model = await findModel(tx, before.target.model);
    if (!model.ok) return model;
    const tier = stricterTier(release.tier, oneOf(TIERS, model.value.riskTier));
    const above = mayGoAbove(tier, await reviewersExcept(tx, [], now));
    if (!above.ok) return above;
    const made = await templateNamed(tx, { template: before.target.template, plan: before.plan });
    if (!made.ok) return made;
    const inside = insideNow(file.value, now);
    if (!inside.ok) return inside;
    const rules = await policySectionNow(tx, tier, release.changeClass);
    if (!rules.ok) return rules;
    const { policy, section } = rules.value;
    const sections = { ...before, policy: section };
    const changed = changedSections(digests, digestSections(sections));
    const round = changed.length > 0 ? release.round + 1 : release.round;
    return ok({ release, sections, changed, round, policy, tier });
  },

  decide({ release, sections, changed, round, policy }, _input, { now }) {
    const next = releaseMachine.next(release.state, "submit");
    if (!next.ok) return next;
    const digests = digestSections(sections);
    const subject = subjectDigest(digests);
    const about = {
      stream: `release/${release.id}`,
      targets: [{ type: "release", id: release.id, digest: subject }],
    };
    const said = { number: release.number, round, sections: digests, subject, policy: policy.version };
    const { council, seats, reviewDays } = sections.policy;
    const dueAt = daysLater(now, reviewDays).toISOString();
    const submitted = eventOf("release.submitted", { ...about, data: { ...said, council, seats, dueAt } });
    if (changed.length === 0) return ok([submitted]);
    const rebound = { ...said, changed, contributors: [], lapsed: [] };
    return ok([eventOf("release.edited", { ...about, data: rebound }), submitted]);
  },

  async record(tx, _events, facts, { caller, now }) {
    const { release, sections, changed } = facts;
    const { id, number, baseVersionId } = release;
    const state = "in-review";
    const dueAt = daysLater(now, sections.policy.reviewDays);
    if (changed.length > 0) await recordRound(tx, id, { ...facts, baseVersionId, state }, { caller, now });
    else await tx.release.update({ where: { id }, data: { state, dueAt, roundOpenedAt: now } });
    return { number, state, dueAt: dueAt.toISOString() };
  },
});
