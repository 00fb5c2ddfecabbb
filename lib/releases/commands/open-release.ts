import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { nextNumber } from "#lib/db/counter.ts";
import { asJson } from "#lib/db/json.ts";
import { ordinal, pointerName, slug } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { holdTier } from "#lib/registry/rows/find-model.ts";
import { releaseCase } from "#lib/releases/case.ts";
import { CHANGE_CLASSES } from "#lib/releases/emergency.ts";
import { newPlan } from "#lib/releases/new-plan.ts";
import { offersStream } from "#lib/releases/offers.ts";
import { claimNow } from "#lib/releases/rows/claims.ts";
import { contributorsOfVersion, contributorsSaid, namesKept } from "#lib/releases/rows/contributors.ts";
import { gatherSections } from "#lib/releases/rows/gather-sections.ts";
import { lockOffers } from "#lib/releases/rows/lock-offers.ts";
import { madeFrom } from "#lib/releases/rows/templates.ts";
import { digestSections, subjectDigest } from "#lib/releases/sections.ts";
import { insideNow } from "#lib/releases/standard-now.ts";
import { templateReference } from "#lib/releases/template.ts";

const input = z.strictObject({
  model: slug,
  version: z.number().int().min(1),
  pointer: pointerName,
  case: releaseCase,
  plan: newPlan,
  /** Left out for a normal change. */
  changeClass: z.enum(CHANGE_CLASSES).optional(),
  /** Number of the envelope by which it claims the standard class. */
  envelope: ordinal.optional(),
  /** The template of the workspace that it is made from, in its newest version. */
  template: templateReference.optional(),
});

/** A release that is being opened is no use of an envelope yet. */
const NOT_YET = "";

/** Opens the case for putting a version behind a pointer. It stays a draft until submitted. */
export const openRelease = defineCommand({
  name: "open-release",
  permission: "release:open",
  summary: "Open a release",
  input,
  output: z.object({ releaseId: z.string(), number: z.number() }),

  async load(tx, input, { caller, now }) {
    if (caller.kind !== "person")
      return refuse(
        "forbidden",
        "author-is-a-person",
        "Only a person can open a release: its author answers for it.",
      );
    const made = await madeFrom(tx, input.template);
    if (!made.ok) return made;
    await holdTier(tx, input.model);
    const gathered = await gatherSections(tx, { ...input, changeClass: input.changeClass ?? "normal" });
    if (!gathered.ok) return gathered;
    const number = await nextNumber(tx, caller.workspaceId, "release");
    const author = { personId: caller.id, personName: caller.name, because: "opened it" };
    const { version, sections, pointer } = gathered.value;
    const contributors = [author, ...(await contributorsOfVersion(tx, version.id))];
    const release = { id: NOT_YET, pointerId: pointer.id, tierNow: gathered.value.tier };
    const claiming = { release, sections, contributors, claim: await claimNow(tx, sections) };
    const inside = insideNow(claiming, now);
    if (!inside.ok) return inside;
    const unlisted = await lockOffers(tx, caller.workspaceId, version.digest);
    const offers = { stream: offersStream(caller.workspaceId, version.digest), unlisted };
    return ok({ ...gathered.value, number, contributors, offers });
  },

  decide({ sections, number, version, pointer, contributors, offers }, _input, { newId }) {
    const releaseId = newId();
    const digests = digestSections(sections);
    const opened = eventOf(
      "release.opened",
      {
        stream: `release/${releaseId}`,
        targets: [
          { type: "release", id: releaseId, digest: subjectDigest(digests) },
          { type: "version", id: version.id, digest: version.digest },
          { type: "model", id: version.modelId },
          { type: "pointer", id: pointer.id },
        ],
        data: {
          number,
          round: 1,
          model: sections.target.model,
          version: version.number,
          pointer: sections.target.pointer,
          base: sections.target.base?.version ?? null,
          sections: digests,
          subject: subjectDigest(digests),
          contributors: contributorsSaid(contributors),
          ancestry: true,
          ...(sections.target.template ? { template: sections.target.template.id } : {}),
        },
        details: namesKept(contributors),
      },
      { releaseId, number },
    );
    const offered = eventOf(
      "version.offered",
      {
        stream: offers.stream,
        targets: [
          { type: "version", id: version.id, digest: version.digest },
          { type: "release", id: releaseId },
        ],
        data: {
          model: sections.target.model,
          version: version.number,
          release: releaseId,
          number,
          unlisted: offers.unlisted,
        },
      },
      { releaseId, number },
    );
    return ok([opened, offered]);
  },

  async record(
    tx,
    [opened],
    { sections, version, pointer, baseVersionId, policy, tier, contributors },
    { caller, now },
  ) {
    const { releaseId, number } = opened!;
    const { workspaceId } = caller;
    const digests = digestSections(sections);
    const manifest = {
      sections: asJson(sections),
      sectionDigests: asJson(digests),
      subjectDigest: subjectDigest(digests),
    };
    await tx.release.create({
      data: {
        ...manifest,
        id: releaseId,
        workspaceId,
        number,
        modelId: version.modelId,
        versionId: version.id,
        baseVersionId,
        pointerId: pointer.id,
        policyVersionId: policy.id,
        state: "draft",
        changeClass: sections.target.changeClass,
        tier,
        round: 1,
        authorId: caller.id,
        authorName: caller.name,
        createdAt: now,
        roundOpenedAt: now,
      },
    });
    await tx.releaseRound.create({
      data: {
        ...manifest,
        releaseId,
        workspaceId,
        round: 1,
        changedSections: [],
        openedById: caller.id,
        openedAt: now,
      },
    });
    await tx.releaseContributor.createMany({
      data: contributors.map((contributor) => ({ ...contributor, releaseId, workspaceId, at: now })),
    });
    return { releaseId, number };
  },
});
