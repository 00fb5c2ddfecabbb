import { z } from "zod";
import { barredFrom } from "#lib/access/permission.ts";
import { defineQuery } from "#lib/command/query.ts";
import { mayRevokeEnvelope } from "#lib/councils/envelope-rules.ts";
import { type OwnSeat, ownSeats } from "#lib/councils/own-seats.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { circleOf } from "#lib/councils/rows/circles.ts";
import { envelopesNumbered } from "#lib/councils/rows/envelopes.ts";
import { seatViews } from "#lib/councils/rows/seat-views.ts";
import type { KeptSignature } from "#lib/councils/rows/signatures.ts";
import { ENVELOPE_DECISIONS } from "#lib/councils/signable.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { catalogued } from "#lib/metrics/catalogue.ts";
import { gatesOf } from "#lib/policy/rows/policy-versions.ts";
import { envelopeItem } from "#lib/releases/rows/envelope-views.ts";
import { aroundEnvelope, type EnvelopeFile, readEnvelope } from "#lib/releases/rows/envelopes.ts";
import { type EnvelopePageView, envelopePageView } from "#lib/releases/views/envelopes.ts";

/** One envelope: what may change and by how much, its council, its uses, and what the reader can do. */
export const envelopePage = defineQuery({
  name: "envelope-page",
  permission: "release:read",
  summary: "Get an envelope with its bounds, signatures and uses",
  input: z.strictObject({ envelope: ordinal }),
  output: envelopePageView,

  async load(tx, { envelope: number }, { caller, now }) {
    const [known] = await envelopesNumbered(tx, number);
    if (!known) return refuse("not-found", "envelope-not-found", `There is no envelope ${number} here.`);
    const file = await readEnvelope(tx, { model: known.modelName, envelope: number }, now);
    if (!file.ok) return file;
    const { envelope, open } = file.value;
    const circle = await circleOf(tx, aroundEnvelope(file.value, now));
    const gates = (await gatesOf(tx, [envelope.policy]))(envelope.policy);
    const own = ownSeats(file.value, councilStanding(file.value), caller, circle);
    const seat = own.find(({ whyNot }) => whyNot === null) ?? own[0];
    const { reason, proposedAt, policy, terms, uses, revokedAt, revokedBy } = envelope;
    const isMine = open.ok && seat?.whyNot === null && seat.last === null;
    return ok({
      ...envelopeItem(file.value, { isMine, now }),
      reason,
      policy,
      digest: envelope.digest as Digest,
      proposedAt: proposedAt.toISOString(),
      mayChange: [...terms.mayChange],
      metrics: metricsOf(file.value),
      sizePercent: terms.sizePercent,
      firstPercent: terms.firstPercent,
      stepPercent: terms.stepPercent,
      gates: terms.gates.map((id) => ({ id, title: gates.find((gate) => gate.id === id)?.title ?? id })),
      released: uses.map(({ use, number: release, at }) => ({
        use,
        release,
        at: new Date(at).toISOString(),
      })),
      revoked: revokedAt && { by: revokedBy ?? "", at: revokedAt.toISOString() },
      seats: seatViews(file.value, circle, signedSays),
      mine: mineOf(file.value, seat, caller),
    });
  },
});

function mineOf(
  { open, envelope }: EnvelopeFile,
  seat: OwnSeat<KeptSignature> | undefined,
  caller: Caller,
): EnvelopePageView["mine"] {
  const revocable = mayRevokeEnvelope(envelope);
  return {
    seat: seat?.function ?? null,
    whyNotSign: open.ok ? whyNotSign(seat) : open.error.message,
    whyNotApprove: seat?.whyNotApprove ?? null,
    whyNotRevoke:
      barredFrom(caller, "envelope:revoke")?.message ?? (revocable.ok ? null : revocable.error.message),
  };
}

function whyNotSign(seat: OwnSeat<KeptSignature> | undefined): string | null {
  if (!seat) return "Only holders of the functions of its seats sign it.";
  return seat.last ? "You signed it." : seat.whyNot;
}

const metricsOf = ({ envelope: { terms, base } }: EnvelopeFile) =>
  terms.metrics.map(({ metric, dataset, worse }) => ({
    metric,
    dataset,
    worse: Number(worse),
    better: catalogued(metric)?.better ?? "higher",
    value: Number(base.metrics.find((one) => one.metric === metric && one.dataset === dataset)?.value),
  }));

const signedSays = ({ decision }: KeptSignature) => ({ decision: oneOf(ENVELOPE_DECISIONS, decision) });
