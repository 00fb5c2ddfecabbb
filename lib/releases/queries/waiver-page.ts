import { z } from "zod";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { defineQuery } from "#lib/command/query.ts";
import { couldSign } from "#lib/councils/circle.ts";
import { ownSeats } from "#lib/councils/own-seats.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { circleOf } from "#lib/councils/rows/circles.ts";
import { waiversOfModels } from "#lib/councils/rows/waivers.ts";
import { WAIVER_DECISIONS } from "#lib/councils/signable.ts";
import { isExtensible, mayWithdrawWaiver } from "#lib/councils/waiver-rules.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { errorOf, ok } from "#lib/kernel/result.ts";
import { gatesOf } from "#lib/policy/rows/policy-versions.ts";
import { waiverItem, waiverNames } from "#lib/releases/rows/waiver-views.ts";
import { aroundWaiver, readWaiver, type WaiverFile } from "#lib/releases/rows/waivers.ts";
import { waiverPageView } from "#lib/releases/views/waivers.ts";

/** One waiver: what was asked for and why, its terms with their signatures, and what the reader can do. */
export const waiverPage = defineQuery({
  name: "waiver-page",
  permission: "release:read",
  summary: "Get a waiver with its terms and signatures",
  input: z.strictObject({ waiver: ordinal }),
  output: waiverPageView,

  async load(tx, { waiver: number }, { caller, now }) {
    const [row] = await tx.$queryRaw<{ model: string }[]>`
      SELECT model.name AS model FROM waiver JOIN model ON model.id = waiver.model_id WHERE waiver.number = ${number}`;
    if (!row) return refuse("not-found", "waiver-not-found", `There is no waiver ${number} here.`);
    const file = await readWaiver(tx, { model: row.model, waiver: number }, now);
    if (!file.ok) return file;
    const { waiver, term, open } = file.value;
    const all = (await waiversOfModels(tx, [waiver.modelId]))(waiver.modelId);
    const names = await waiverNames(tx, [waiver]);
    const circle = await circleOf(tx, aroundWaiver(file.value, now));
    const gates = (await gatesOf(tx, [waiver.policy]))(waiver.policy);
    const [seat] = ownSeats(file.value, councilStanding(file.value), caller, circle);
    const { policy, reason, risk, requestedAt, withdrawnAt, withdrawnBy } = waiver;
    return ok({
      ...waiverItem(waiver, { all, names, isMine: open.ok && seat?.whyNot === null, now }),
      policy,
      reason,
      risk,
      requestedAt: requestedAt.toISOString(),
      message: gates.find(({ id }) => id === waiver.gate.id)?.message ?? "",
      withdrawn: withdrawnAt && { by: withdrawnBy ?? "", at: withdrawnAt.toISOString() },
      terms: termsOf(file.value),
      open: open.ok
        ? {
            term: term.round,
            digest: term.digest as Digest,
            endsAt: term.endsAt.toISOString(),
            candidates: couldSign(waiver.seat, circle),
          }
        : null,
      mine: {
        whyNotSign: open.ok
          ? seat
            ? seat.whyNot
            : `Only a holder of the function ${waiver.seat} signs it.`
          : open.error.message,
        whyNotApprove: seat?.whyNotApprove ?? null,
        whyNotExtend:
          whyNotPermitted(caller, "waiver:extend") ?? errorOf(isExtensible(waiver, now))?.message ?? null,
        whyNotWithdraw: whyNotWithdraw(file.value, caller, now),
      },
    });
  },
});

const whyNotWithdraw = ({ waiver, askers }: WaiverFile, caller: Caller, now: Date): string | null =>
  whyNotPermitted(caller, "waiver:withdraw") ??
  (caller.kind === "person"
    ? (errorOf(mayWithdrawWaiver(caller, { ...waiver, askers }, now))?.message ?? null)
    : "Only a person withdraws a waiver.");

const termsOf = ({ waiver }: WaiverFile) =>
  waiver.terms.map(({ round, endsAt, reason, state, askedBy, askedAt }) => {
    const signed = waiver.signatures.findLast((one) => one.round === round);
    return {
      term: round,
      reason,
      state,
      askedBy: askedBy.name,
      endsAt: endsAt.toISOString(),
      askedAt: askedAt.toISOString(),
      signature: signed
        ? {
            decision: oneOf(WAIVER_DECISIONS, signed.decision),
            signerName: signed.signerName,
            comment: signed.comment,
            method: signed.method,
            signedAt: signed.signedAt.toISOString(),
          }
        : null,
    };
  });
