import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { DAY_MS, daysLater, HOUR_MS } from "#lib/kernel/time.ts";
import { catalogued } from "#lib/metrics/catalogue.ts";
import type { Tier } from "#lib/registry/tier.ts";
import { type Envelope, type EnvelopeTerms, envelopeState, isEnvelopeAlive } from "./envelope.ts";

/** For how many days an envelope is signed at most, by the model's tier. */
export const ENVELOPE_DAYS: Readonly<Record<Tier, number>> = {
  critical: 30,
  high: 90,
  limited: 180,
  low: 365,
};

/** How far ahead an envelope may start. */
const START_DAYS_MAX = 30;

type Around = {
  readonly tier: Tier;
  /** Every envelope of the pointer. */
  readonly others: readonly Envelope[];
  /** The gates of the policy in force, by id. */
  readonly gates: readonly string[];
  readonly now: Date;
};

/** Whether this may be proposed: for a limited time from now on, of metrics and gates that are known, and beside no other. */
export function mayProposeEnvelope(terms: EnvelopeTerms, around: Around): Result<null, Refusal> {
  const dated = datesFit(terms, around);
  if (!dated.ok) return dated;
  const unknown = terms.metrics.findIndex(({ metric }) => catalogued(metric) === undefined);
  if (unknown >= 0)
    return refuse(
      "invalid",
      "metric-without-direction",
      `Nobody has said which way ${terms.metrics[unknown]!.metric} is worse.`,
      { todo: "Bound a metric of the catalogue.", field: `terms.metrics.${unknown}.metric` },
    );
  const gate = terms.gates.find((id) => !around.gates.includes(id));
  if (gate !== undefined)
    return refuse("invalid", "envelope-gate-unknown", `The policy has no gate ${gate}.`, {
      field: "terms.gates",
    });
  const alive = around.others.find((one) => isEnvelopeAlive(one, around.now));
  return alive
    ? refuse(
        "conflict",
        "envelope-exists",
        `Envelope ${alive.number} is in force for this pointer, or waits to be signed.`,
        {
          todo: "Revoke it first, or wait until it ends.",
          place: { label: "See the envelopes", href: "/envelopes" },
        },
      )
    : ok(null);
}

function datesFit(terms: EnvelopeTerms, { tier, now }: Around): Result<null, Refusal> {
  const [startsAt, endsAt] = [new Date(terms.startsAt), new Date(terms.endsAt)];
  if (startsAt.getTime() < now.getTime() - HOUR_MS)
    return refuse("invalid", "envelope-dated-back", "An envelope starts no earlier than it is proposed.", {
      field: "terms.startsAt",
    });
  if (startsAt > daysLater(now, START_DAYS_MAX))
    return refuse("invalid", "envelope-too-far", `An envelope starts within ${START_DAYS_MAX} days.`, {
      field: "terms.startsAt",
    });
  const days = ENVELOPE_DAYS[tier];
  return endsAt > startsAt && endsAt.getTime() <= startsAt.getTime() + days * DAY_MS
    ? ok(null)
    : refuse(
        "invalid",
        "envelope-too-long",
        `An envelope of a model of the tier ${tier} ends within ${days} days of its start.`,
        { field: "terms.endsAt" },
      );
}

type Dated = Parameters<typeof envelopeState>[0];

/** Whether it can still be signed. */
export const isEnvelopeSignable = (envelope: Dated, now: Date): Result<null, Refusal> =>
  envelopeState(envelope, now) === "proposed"
    ? ok(null)
    : refuse("illegal", "envelope-not-open", "Nothing of this envelope waits to be signed.", {
        todo: "Reload the page to see where it is.",
      });

/** Whether it can be revoked: anybody with the permission may, alone and at any time until it is over. */
export const mayRevokeEnvelope = (envelope: Dated): Result<null, Refusal> =>
  envelope.revokedAt || envelope.decided === "refused"
    ? refuse("gone", "envelope-closed", "This envelope is over; there is nothing to revoke.")
    : ok(null);
