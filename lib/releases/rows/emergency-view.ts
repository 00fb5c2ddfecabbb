import { barredFrom } from "#lib/access/permission.ts";
import { mayFillSeat } from "#lib/councils/eligibility.ts";
import type { Council } from "#lib/councils/quorum.ts";
import type { KeptSignature } from "#lib/councils/rows/signatures.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { errorOf } from "#lib/kernel/result.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { emergencyDigest, emergencyOf, mayAuthorise, mayDeclare } from "#lib/releases/emergency.ts";
import { emergencyState } from "#lib/releases/emergency-state.ts";
import { hasPart } from "#lib/releases/part-in.ts";
import type { EmergencyView } from "#lib/releases/views/emergency.ts";
import type { ReleaseCaseFile } from "./lock-release.ts";

type Around = { readonly council: Council<KeptSignature>; readonly caller: Caller; readonly now: Date };

/** The emergency of a release, for its page; null where it is none. */
export function emergencyViewOf(
  file: ReleaseCaseFile,
  { council, caller, now }: Around,
): EmergencyView | null {
  if (file.release.changeClass !== "emergency") return null;
  const [seat = null] = caller.kind === "person" ? caller.functions : [];
  const objections = council.objections.length;
  const endsAt = new Date(now.getTime() + HOUR_MS).toISOString();
  const incident = { open: true, sameModel: true };
  const declare = mayDeclare({ file, hasPart: hasPart(file, caller), incident, endsAt, now });
  const authorise = mayAuthorise({ file, objections, refusedBefore: null, owed: file.owed, now });
  return {
    declared: declaredIn(file, now),
    whyNotDeclare: (barredFrom(caller, "emergency:declare") ?? errorOf(declare))?.message ?? null,
    whyNotAuthorise:
      (barredFrom(caller, "emergency:authorise") ?? errorOf(authorise) ?? partIn(file, caller))?.message ??
      null,
    seat,
  };
}

/** The second person takes no seat of its council. */
const NOBODY_ELSE = { signatures: [], taken: [], roster: undefined };

/** Why somebody with a part in it, or without a function, is no second person. */
function partIn(file: ReleaseCaseFile, caller: Caller) {
  if (caller.kind !== "person") return null;
  const [seat] = caller.functions;
  if (!seat) return { message: "You hold no function, so you cannot let it out." };
  const seating = { ...file, seats: [{ function: seat, min: 1 }], ...NOBODY_ELSE };
  return errorOf(mayFillSeat(caller, seat, seating));
}

function declaredIn(file: ReleaseCaseFile, now: Date): EmergencyView["declared"] {
  const { emergency: kept, release, signatures } = file;
  const emergency = emergencyOf(file);
  const rejected = signatures.some(({ decision }) => decision === "reject");
  const state = emergencyState(file, rejected);
  if (!kept || !emergency || !state) return null;
  const { round, subjectDigest: subject, incident, maxPercent } = emergency;
  const endsAt = emergency.endsAt.toISOString();
  const open = state === "authorised" || state === "retrospective-review";
  return {
    state,
    incident,
    reason: kept.reason,
    scope: kept.scope,
    maxPercent,
    endsAt,
    declaredBy: kept.declaredByName,
    digest: emergencyDigest({ release: release.id, round, subject, incident, maxPercent, endsAt }),
    authorisedBy: kept.authorisedByName,
    authorisedAt: kept.authorisedAt?.toISOString() ?? null,
    bypassed: kept.bypassed ? [...kept.bypassed.seats, ...kept.bypassed.gates, ...kept.bypassed.checks] : [],
    dueAt: release.dueAt?.toISOString() ?? null,
    overdue: open && release.dueAt !== null && release.dueAt <= now,
  };
}
