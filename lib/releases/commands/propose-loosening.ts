import { z } from "zod";
import { permit } from "#lib/access/permission.ts";
import { spendForDeed } from "#lib/access/rows/spend-step-up.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayUseFunction } from "#lib/councils/approving.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { freezeTerms, isStanding } from "#lib/policy/freeze.ts";
import { freezeStream } from "#lib/policy/freeze-events.ts";
import { looseningAsked, looseningSubject, mayPropose } from "#lib/policy/loosening.ts";
import { lockFreezes } from "#lib/policy/rows/freezes.ts";
import { holdPolicy } from "#lib/policy/rows/policy-versions.ts";
import { callerBeside, releaseExcepted } from "#lib/releases/rows/loosenings.ts";

/** Proposes that a freeze ends, or lets one release pass. Nothing changes before a second person confirms it. */
export const proposeLoosening = defineCommand({
  name: "propose-loosening",
  permission: "loosening:propose",
  summary: "Propose that a freeze ends or lets a release pass",
  input: looseningAsked.extend({ stepUpId: id.optional() }),
  output: z.object({ loosening: z.string() }),

  async load(tx, asked, context) {
    const { caller, now } = context;
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a person can loosen a freeze.");
    await holdPolicy(tx, caller.workspaceId);
    await lockFreezes(tx, caller.workspaceId);
    const freeze = await tx.freeze.findUnique({ where: { id: asked.freeze } });
    if (!freeze) return refuse("not-found", "freeze-not-found", "There is no such freeze here.");
    const release = await releaseExcepted(tx, asked.release, now);
    if (!release.ok) return release;
    const deed = { act: "propose-loosening", of: looseningSubject(asked), stepUpId: asked.stepUpId } as const;
    const proof = await spendForDeed(tx, context, deed);
    if (!proof.ok) return proof;
    const { signer, circle } = await callerBeside(tx, caller, { now });
    const standing = isStanding(freezeTerms.parse(freeze.terms).window);
    return ok({
      signer,
      circle,
      around: { standing, freezeEnded: freeze.endedAt !== null },
      release: release.value,
    });
  },

  decide({ signer, circle, around, release }, { freeze, kind, reason }, { caller, newId }) {
    const permitted = permit(signer, "loosening:propose");
    if (!permitted.ok) return permitted;
    const waited = mayUseFunction(signer.id, circle);
    if (!waited.ok) return waited;
    const may = mayPropose(signer.id, kind, { ...around, partIn: release?.partIn ?? null });
    if (!may.ok) return may;
    const loosening = newId();
    const proposed = eventOf(
      "loosening.proposed",
      {
        stream: freezeStream(caller.workspaceId),
        targets: [{ type: "freeze", id: freeze }, ...(release ? [{ type: "release", id: release.id }] : [])],
        data: {
          loosening,
          freeze,
          kind,
          ...(release ? { release: release.id, number: release.number } : {}),
        },
        details: { reason },
      },
      { loosening },
    );
    return ok([proposed]);
  },

  async record(tx, [proposed], { release }, { caller, now }) {
    const { loosening, data, details } = proposed!;
    await tx.loosening.create({
      data: {
        id: loosening,
        workspaceId: caller.workspaceId,
        freezeId: data.freeze,
        kind: data.kind,
        releaseId: release?.id ?? null,
        releaseNumber: release?.number ?? null,
        reason: details.reason,
        proposedById: caller.id,
        proposedByName: caller.name,
        proposedAt: now,
      },
    });
    return { loosening };
  },
});
