import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayApprove } from "#lib/councils/approving.ts";
import { mayFillSeat } from "#lib/councils/eligibility.ts";
import { mayIdentify } from "#lib/councils/identity-taken.ts";
import { presenceSaid } from "#lib/councils/presence-said.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { circleHeld } from "#lib/councils/rows/circles.ts";
import { spendPresence } from "#lib/councils/rows/signatures.ts";
import { holdSigner } from "#lib/councils/rows/signer-now.ts";
import { lapsedOf } from "#lib/councils/signing.ts";
import { asJson } from "#lib/db/json.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { id, ordinal } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { type Check, failing } from "#lib/releases/checks.ts";
import { type Bypassed, emergencyDigest, mayAuthorise } from "#lib/releases/emergency.ts";
import { incidentHeld, lockModelOf, refusedBefore } from "#lib/releases/rows/emergencies.ts";
import { type Checked, checksNow } from "#lib/releases/rows/gather-checks.ts";
import { lockRelease, type ReleaseCaseFile } from "#lib/releases/rows/lock-release.ts";

/** The second person takes no seat of its council. */
const NOBODY_ELSE = { signatures: [], taken: [], roster: undefined };

/**
 * Lets an emergency out before its review, as a second person: one who holds a function, had no part in the release and is
 * independent of whoever opened and declared it, with a fresh proof over the bounds. The event lists every seat, gate and
 * check that it goes out without. The council's review goes on; until it approves, the model's next release does not start.
 */
export const authoriseEmergency = defineCommand({
  name: "authorise-emergency",
  permission: "emergency:authorise",
  summary: "Let an emergency out before its review, as a second person",
  input: z.strictObject({ release: ordinal, seat: z.enum(FUNCTIONS), stepUpId: id }),
  output: z.object({ emergency: z.string() }),

  async load(tx, { release, stepUpId }, context) {
    const { caller, now } = context;
    await holdSigner(tx, caller);
    await lockModelOf(tx, release);
    const locked = await lockRelease(tx, release, now);
    if (!locked.ok) return locked;
    const { incident = 0, declaredById } = locked.value.emergency ?? {};
    await incidentHeld(tx, incident, locked.value.release.modelId);
    // Read again, now that the incident cannot close.
    const file = await lockRelease(tx, release, now);
    if (!file.ok) return file;
    const digest = digestOf(file.value);
    const presence = await spendPresence(tx, { act: "authorise-emergency", digest, stepUpId }, context);
    if (!presence.ok) return presence;
    const { release: of, rules } = file.value;
    const { independenceDays: days, factorWaitHours: waitHours } = rules;
    const proposers = [of.authorId, ...(declaredById ? [declaredById] : [])];
    const around = { signatures: [], contributors: file.value.contributors, proposers, days, waitHours, now };
    const held = await circleHeld(tx, around, caller);
    const refused = await refusedBefore(tx, of);
    const checked = await checksNow(tx, file.value, now);
    return ok({ file: file.value, digest, presence: presence.value, refused, checked, ...held });
  },

  decide({ file, digest, presence, refused, checked, signer, circle }, { seat }, { now }) {
    if (signer.kind !== "person")
      return refuse("forbidden", "person-only", "Only a person can authorise an emergency.");
    const council = councilStanding(file);
    const objections = council.objections.length;
    const { owed } = file;
    const may = mayAuthorise({ file, objections, refusedBefore: refused, owed, now });
    if (!may.ok) return may;
    const contributors = [
      ...file.contributors,
      { personId: file.release.authorId, because: "opened it" },
      { personId: file.emergency!.declaredById, because: "declared its emergency" },
    ];
    const seating = { ...file, contributors, seats: [{ function: seat, min: 1 }], ...NOBODY_ELSE };
    const fills = mayFillSeat(signer, seat, seating);
    if (!fills.ok) return fills;
    const identified = mayIdentify(file, signer.id, presence.identity);
    if (!identified.ok) return identified;
    const joined = mayApprove({ personId: signer.id, seat }, circle);
    if (!joined.ok) return joined;
    const { id: releaseId, number, round, subjectDigest: subject } = file.release;
    const { data, details } = presenceSaid(signer, presence);
    const bypassed = bypassedBy(
      council.seats.flatMap((one) => (one.state === "met" ? [] : [one.function])),
      checked,
    );
    const authorised = eventOf(
      "emergency.authorised",
      {
        stream: `release/${releaseId}`,
        targets: [{ type: "release", id: releaseId, digest: subject }],
        data: {
          number,
          round,
          emergency: may.value.id,
          subject,
          digest,
          bypassed,
          seat,
          lapsed: lapsedOf(file),
          independenceDays: circle.days,
          hands: true,
          factorWaitHours: circle.waitHours,
          ...data,
        },
        details,
      },
      { bypassed },
    );
    return ok([authorised]);
  },

  async record(tx, [authorised], { presence }, { caller, now }) {
    const { data, bypassed } = authorised!;
    await tx.releaseEmergency.update({
      where: { id: data.emergency },
      data: {
        bypassed: asJson(bypassed),
        authorisedById: caller.id,
        authorisedByName: caller.name,
        seat: data.seat,
        method: presence.method,
        authorisedAt: now,
      },
    });
    return { emergency: data.emergency };
  },
});

/** What the proof is bound to; of a release without an emergency, nothing that anybody signs. */
const digestOf = ({ id: release, emergency, release: { round, subjectDigest: subject } }: ReleaseCaseFile) =>
  emergencyDigest({
    release,
    round,
    subject,
    incident: emergency?.incident ?? 0,
    maxPercent: emergency?.maxPercent ?? 0,
    endsAt: emergency?.endsAt.toISOString() ?? "",
  });

function bypassedBy(seats: Bypassed["seats"], { checks, gated }: Checked): Bypassed {
  const gates = (gated?.blocking ?? []).map(({ gate }) => gate.id);
  const failed = failing(checks).map(({ id }: Pick<Check, "id">) => id);
  return { seats, gates, checks: failed };
}
