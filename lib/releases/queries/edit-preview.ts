import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { signedSections } from "#lib/councils/sections.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { gatherSections } from "#lib/releases/rows/gather-sections.ts";
import { readRelease } from "#lib/releases/rows/lock-release.ts";
import { changedSections, digestSections } from "#lib/releases/sections.ts";
import { referenceOf } from "#lib/releases/template.ts";
import { editPreviewView } from "#lib/releases/views/edit-preview.ts";

/** What any edit of a release would change, and which signatures cover which sections. */
export const editPreview = defineQuery({
  name: "edit-preview",
  permission: "release:read",
  summary: "Preview an edit of a release: what it takes in and which signatures cover which sections",
  input: z.strictObject({ release: ordinal }),
  output: editPreviewView,

  async load(tx, { release: number }, { now }) {
    const read = await readRelease(tx, number, now);
    if (!read.ok) return read;
    const { release, sections, digests } = read.value;
    const { target, artifact } = sections;
    const gathered = await gatherSections(
      tx,
      {
        model: target.model,
        version: artifact.version,
        pointer: target.pointer,
        changeClass: target.changeClass,
        envelope: target.envelope?.number,
        case: sections.case,
        plan: sections.plan,
        template: referenceOf(target.template),
      },
      release.tier,
    );
    if (!gathered.ok) return gathered;
    const council = councilStanding(read.value);
    return ok({
      round: release.round,
      takenIn: changedSections(digests, digestSections(gathered.value.sections)),
      signed: council.seats.flatMap((seat) => {
        const by = seat.signatures
          .filter(({ standing }) => standing.counts)
          .map(({ signature }) => signature.signerName);
        return by.length > 0
          ? [{ function: seat.function, by, signs: signedSections(seat.function, sections.policy.seats) }]
          : [];
      }),
    });
  },
});
