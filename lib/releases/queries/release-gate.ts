import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { councilStanding, type SeatStanding, type VerdictStanding } from "#lib/councils/quorum.ts";
import { currentExposure } from "#lib/exposure/rows/current-exposure.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { approvalNow } from "#lib/releases/approval.ts";
import { RELEASE_STATES, type ReleaseState } from "#lib/releases/release.ts";
import { type ReleaseCaseFile, readRelease } from "#lib/releases/rows/lock-release.ts";

type SignedVerdict = ReleaseCaseFile["verdicts"][number];

const seat = z.object({
  function: z.enum(FUNCTIONS),
  met: z.boolean(),
  /** Why it is not met, as a sentence. */
  whyNot: z.string().nullable(),
  verdicts: z.array(
    z.object({
      signer: z.string(),
      decision: z.string(),
      round: z.number(),
      signedAt: z.string(),
      /** Why it does not count, as a sentence; null where it does. */
      whyNot: z.string().nullable(),
    }),
  ),
});

/** May this release go out now? Derived as the start of a rollout derives it; for pipelines. */
export const releaseGate = defineQuery({
  name: "release-gate",
  permission: "release:read",
  summary: "Whether a release may go out now, seat by seat",
  input: z.strictObject({ release: ordinal }),
  output: z.object({
    number: z.number(),
    state: z.enum(RELEASE_STATES),
    round: z.number(),
    subjectDigest: z.string(),
    open: z.boolean(),
    whyNot: z.string().nullable(),
    validUntil: z.string().nullable(),
    seats: z.array(seat),
  }),

  async load(tx, { release: number }, { now }) {
    const file = await readRelease(tx, number);
    if (!file.ok) return file;
    const { release, sections } = file.value;
    const council = councilStanding<SignedVerdict>({ ...file.value, seats: sections.policy.seats });
    const live = await currentExposure(tx, release.pointerId);
    const approval = approvalNow(
      {
        release,
        council,
        pointerName: sections.target.pointer,
        liveVersionId: live?.baseVersionId ?? null,
      },
      now,
    );
    return ok({
      number,
      state: release.state as ReleaseState,
      round: release.round,
      subjectDigest: release.subjectDigest,
      open: approval.ok,
      whyNot: approval.ok ? null : approval.error.message,
      validUntil: release.validUntil?.toISOString() ?? null,
      seats: council.seats.map(seatOf),
    });
  },
});

function seatOf(standing: SeatStanding<SignedVerdict>): z.input<typeof seat> {
  const verdicts = standing.verdicts.map(({ verdict, standing: counts }) => ({
    signer: verdict.signerName,
    decision: verdict.decision,
    round: verdict.round,
    signedAt: verdict.signedAt.toISOString(),
    whyNot: whyNotCounting(counts),
  }));
  return {
    function: standing.function,
    met: standing.state === "met",
    whyNot: whyNotMet(standing),
    verdicts,
  };
}

function whyNotMet({ state, min, verdicts }: SeatStanding<SignedVerdict>): string | null {
  const counting = verdicts.filter(({ standing }) => standing.counts).map(({ verdict }) => verdict);
  const approvals = counting.filter(({ decision }) => decision === "approve").length;
  switch (state) {
    case "met":
      return null;
    case "objected": {
      const { signerName, decision } = counting.find((verdict) => verdict.decision !== "approve")!;
      return decision === "reject" ? `${signerName} rejected it.` : `${signerName} asked for changes.`;
    }
    case "stale":
      return `${approvals} of ${min} signatures; what was signed before has changed.`;
    case "waiting":
      return `${approvals} of ${min} signatures.`;
  }
}

function whyNotCounting(standing: VerdictStanding): string | null {
  if (standing.counts) return null;
  switch (standing.because) {
    case "replaced":
      return "The signer decided anew later.";
    case "changed":
      return `Changed since: ${standing.sections.join(", ")}.`;
    case "not-entitled":
      return "The signer may not sign this seat any more.";
  }
}
