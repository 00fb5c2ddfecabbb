import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { councilStanding, type SeatStanding } from "#lib/councils/quorum.ts";
import type { KeptSignature } from "#lib/councils/rows/signatures.ts";
import { currentExposure } from "#lib/exposure/rows/current-exposure.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { approvalNow } from "#lib/releases/approval.ts";
import { binding, shownState, unmet } from "#lib/releases/conditions.ts";
import { whyNotChallenged } from "#lib/releases/rows/challenge-reason.ts";
import { gatesOfFile } from "#lib/releases/rows/gather-checks.ts";
import { readRelease } from "#lib/releases/rows/lock-release.ts";
import { whyNotCounting, whyNotMet } from "#lib/releases/rows/seat-reasons.ts";
import { type GateSeat, releaseGateView } from "#lib/releases/views/release-gate.ts";
import { waivedGates } from "#lib/releases/waived-gates.ts";

/** May this release start now? Derived as the start of a rollout derives it; for pipelines. */
export const releaseGate = defineQuery({
  name: "release-gate",
  permission: "release:read",
  summary: "Whether a release may start now, seat by seat",
  input: z.strictObject({ release: ordinal }),
  output: releaseGateView,

  async load(tx, { release: number }, { now }) {
    const file = await readRelease(tx, number, now);
    if (!file.ok) return file;
    const { release } = file.value;
    const live = await currentExposure(tx, release.pointerId);
    const council = councilStanding(file.value);
    const gated = await gatesOfFile(tx, file.value, now);
    const approval = approvalNow({ ...file.value, gated }, live?.baseVersionId ?? null, now);
    return ok({
      number,
      state: shownState(release.state, unmet(binding(file.value.conditions, council)).length > 0),
      round: release.round,
      subjectDigest: release.subjectDigest,
      open: approval.ok,
      whyNot: approval.ok ? null : approval.error.message,
      validUntil: release.validUntil?.toISOString() ?? null,
      seats: council.seats.map(seatOf),
      challenge: whyNotChallenged(council),
      waived: waivedGates(gated, file.value.waivers),
    });
  },
});

function seatOf(standing: SeatStanding<KeptSignature>): GateSeat {
  const verdicts = standing.signatures.map(({ signature, standing: counts }) => ({
    signer: signature.signerName,
    decision: signature.decision,
    round: signature.round,
    signedAt: signature.signedAt.toISOString(),
    whyNot: whyNotCounting(counts),
  }));
  return {
    function: standing.function,
    met: standing.state === "met",
    whyNot: whyNotMet(standing),
    verdicts,
  };
}
