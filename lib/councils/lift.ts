import type { Caller } from "#lib/kernel/caller.ts";
import { type Digest, digestOfJson } from "#lib/kernel/digest.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { mayFillSeat, type Seating, type Signer } from "./eligibility.ts";
import type { Council } from "./quorum.ts";
import type { Signable } from "./signable.ts";
import type { Signature } from "./signature.ts";

/** What a proof of presence for lifting is bound to: this objection to this subject. */
export const liftDigest = (objection: string, subjectDigest: string): Digest =>
  digestOfJson({ objection, subject: subjectDigest });

/** Whether this person may lift another's objection: it counts, and they could sign its seat themselves. */
export function mayLift<S extends Signature>(
  lifter: Signer,
  objection: S | undefined,
  subject: Seating,
): Result<S, Refusal> {
  if (!objection)
    return refuse("stale", "no-such-objection", "This objection no longer counts.", {
      todo: "Reload the page to see where the review is.",
    });
  if (objection.signerId === lifter.id)
    return refuse("forbidden", "own-objection", "You made this objection yourself.", {
      todo: "Sign a new verdict to replace it.",
    });
  const eligible = mayFillSeat(lifter, objection.seat, subject);
  return eligible.ok ? ok(objection) : eligible;
}

/** The ids of the objections that this person may lift. */
export function liftable<S extends Signature>(
  subject: Signable<S>,
  { objections }: Council<S>,
  caller: Caller,
): string[] {
  if (caller.kind !== "person" || !subject.open.ok) return [];
  return objections.filter((one) => mayLift(caller, one, subject).ok).map(({ id }) => id);
}

/** The subject with this objection lifted. */
export const withLifted = <T extends Pick<Signable, "lifted">>(subject: T, objection: string): T => ({
  ...subject,
  lifted: (id: string) => id === objection || subject.lifted(id),
});
