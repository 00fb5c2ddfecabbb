import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { isTaken } from "#lib/councils/identity-taken.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { waiversOfModels } from "#lib/councils/rows/waivers.ts";
import type { SectionDigests } from "#lib/councils/sections.ts";
import type { Signable } from "#lib/councils/signable.ts";
import { lapsedOf } from "#lib/councils/signing.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { peopleRules } from "#lib/policy/people-rules.ts";
import { holdPolicy } from "#lib/policy/rows/policy-versions.ts";
import { holdTier } from "#lib/registry/rows/find-model.ts";
import { releaseCase } from "#lib/releases/case.ts";
import { challengingOf } from "#lib/releases/challenges.ts";
import { outcomeOfStanding } from "#lib/releases/consequence.ts";
import { gatesField } from "#lib/releases/gates-now.ts";
import { newPlan } from "#lib/releases/new-plan.ts";
import { releaseAfter, releaseMachine } from "#lib/releases/release.ts";
import { claimNow } from "#lib/releases/rows/claims.ts";
import {
  contributorsOfVersion,
  contributorsSaid,
  joining,
  type NamedContributor,
  namesKept,
} from "#lib/releases/rows/contributors.ts";
import { type CheckedFile, gatesOfFile } from "#lib/releases/rows/gather-checks.ts";
import { type Gathered, gatherSections, type ReleaseRequest } from "#lib/releases/rows/gather-sections.ts";
import { lockRelease, type ReleaseCaseFile } from "#lib/releases/rows/lock-release.ts";
import { outcomeEvent } from "#lib/releases/rows/outcome-event.ts";
import { recordConsequence } from "#lib/releases/rows/record-consequence.ts";
import { recordDossier } from "#lib/releases/rows/record-dossier.ts";
import { recordRound } from "#lib/releases/rows/record-round.ts";
import {
  changedSections,
  digestSections,
  type ReleaseSections,
  subjectDigest,
} from "#lib/releases/sections.ts";
import { insideNow, isHeldBack } from "#lib/releases/standard-now.ts";
import { referenceOf } from "#lib/releases/template.ts";

const input = z.strictObject({
  release: ordinal,
  /** The round the author was editing. */
  round: ordinal,
  case: releaseCase.optional(),
  plan: newPlan.optional(),
  /** Gives up the standard class: the whole council reviews it. */
  changeClass: z.literal("normal").optional(),
});

/**
 * Changes the request and opens the next round. Signatures over the changed sections no longer count; the others
 * stay. Also takes in the policy in force, the version's newest card and reports, and adds their authors as contributors.
 */
export const editRelease = defineCommand({
  name: "edit-release",
  permission: "release:edit",
  summary: "Edit a release; opens the next round",
  input,
  output: z.object({ number: z.number(), round: z.number(), changed: z.array(z.string()) }),

  async load(tx, input, { caller, now }) {
    const file = await lockRelease(tx, input.release, now);
    if (!file.ok) return file;
    const { sections, release } = file.value;
    const request = {
      model: sections.target.model,
      version: sections.artifact.version,
      pointer: sections.target.pointer,
      ...classAfter(sections.target, input.changeClass),
      case: input.case ?? sections.case,
      plan: input.plan ?? sections.plan,
      template: referenceOf(sections.target.template),
    };
    await holdPolicy(tx, caller.workspaceId);
    await holdTier(tx, request.model);
    const gathered = await gatherSections(tx, request, release.tier);
    if (!gathered.ok) return gathered;
    const editor = { personId: caller.id, personName: caller.name, because: "edited it" };
    const named = [editor, ...(await contributorsOfVersion(tx, release.versionId))];
    const edited = {
      ...file.value,
      waivers: (await waiversOfModels(tx, [release.modelId]))(release.modelId),
      after: gathered.value,
      joining: joining(file.value.recorded, named),
    };
    const claim = await claimNow(tx, gathered.value.sections);
    const claiming = { ...fileAfter(edited), claim };
    return ok({ ...edited, claiming, gated: await gatesOfFile(tx, claiming, now) });
  },

  decide(file, { round }, { now }) {
    const { release, digests, after, joining } = file;
    const next = releaseMachine.next(release.state, "edit");
    if (!next.ok) return next;
    if (round !== release.round)
      return refuse(
        "stale",
        "round-over",
        `Round ${round} is over; this release is in round ${release.round}.`,
        {
          todo: "Reload, look at what changed, then make your edit again.",
        },
      );
    const inside = insideNow(file.claiming, now);
    if (!inside.ok) return inside;
    const digestsAfter = digestSections(after.sections);
    const changed = changedSections(digests, digestsAfter);
    if (changed.length === 0)
      return refuse(
        "illegal",
        "nothing-changed",
        "This edit changes nothing, so every signature stays as it is.",
      );
    const about = {
      stream: `release/${release.id}`,
      targets: [{ type: "release", id: release.id, digest: subjectDigest(digestsAfter) }],
    };
    const inRound = { number: release.number, round: release.round + 1 };
    const signable = signableAfter(file, digestsAfter);
    const lapsed = lapsedOf(signable);
    const edited = eventOf("release.edited", {
      ...about,
      data: {
        ...inRound,
        changed,
        sections: digestsAfter,
        subject: subjectDigest(digestsAfter),
        contributors: contributorsSaid(joining),
        ancestry: true,
        policy: after.policy.version,
        lapsed,
        ...gatesField(file.gated),
      },
      ...(joining.length > 0 ? { details: namesKept(joining) } : {}),
    });
    const { validDays } = after.sections.policy;
    const council = councilStanding(signable);
    const outcome = outcomeOfStanding(releaseAfter(release.state, edited), council, {
      validDays,
      now,
      blocked: isHeldBack(file.claiming, file.gated, now),
    });
    return ok(
      outcome === null
        ? [edited]
        : [edited, outcomeEvent(outcome, { about, ...inRound, validDays, council, lapsed })],
    );
  },

  async record(tx, events, { release, digests, after, joining, gated }, { caller, now }) {
    await recordDossier(tx, gated, release, now);
    const changed = changedSections(digests, digestSections(after.sections));
    const round = release.round + 1;
    const state = releaseAfter(release.state, events[0]!);
    await recordRound(tx, release.id, { ...after, round, changed, state }, { caller, now });
    await recordConsequence(tx, { id: release.id, state }, events.slice(1), now);
    await tx.releaseContributor.createMany({
      data: joining.map((contributor) => ({
        ...contributor,
        releaseId: release.id,
        workspaceId: caller.workspaceId,
        at: now,
      })),
    });
    return { number: release.number, round, changed };
  },
});

/** The class after an edit, with the envelope by which it is claimed. */
const classAfter = (
  { changeClass, envelope }: ReleaseSections["target"],
  asked: "normal" | undefined,
): Pick<ReleaseRequest, "changeClass" | "envelope"> =>
  asked === "normal" && changeClass === "standard"
    ? { changeClass: asked }
    : { changeClass, envelope: envelope?.number };

type Edit = ReleaseCaseFile & {
  readonly after: Gathered;
  readonly joining: readonly NamedContributor[];
};

/** The release as the edit leaves it, for its checks: under the policy in force, whose gates it must pass. */
function fileAfter({ after, joining, ...file }: Edit): CheckedFile {
  const { release, contributors, identity, frozen, holding, waivers, signatures } = file;
  const { sections, policy, baseVersionId } = after;
  const takes = peopleRules(policy.content).identity[sections.policy.tier];
  return {
    release: { ...release, round: release.round + 1, baseVersionId },
    sections,
    contributors: [...contributors, ...joining],
    identity: { ...identity, takes },
    gates: policy.content.gates ?? [],
    frozen,
    holding,
    waivers,
    signatures,
  };
}

/** The release before its council as the edit leaves it: whoever joins with the edit can no longer sign. */
function signableAfter({ after, joining, ...file }: Edit, digests: SectionDigests): Signable {
  const excluded = new Set(joining.map(({ personId }) => personId));
  const { seats, tier } = after.sections.policy;
  const identity = { ...file.identity, takes: peopleRules(after.policy.content).identity[tier] };
  const speaks: typeof file.speaks = (personId, seat) =>
    file.speaks(personId, seat) && !excluded.has(personId);
  const challenged = { challenges: file.challenges, digest: subjectDigest(digests), speaks };
  return {
    ...file,
    challenging: after.sections.policy.challenged && challengingOf(challenged),
    digests,
    seats,
    identity,
    entitled: (approval) =>
      file.entitled(approval) && isTaken(identity, approval) && !excluded.has(approval.signerId),
  };
}
