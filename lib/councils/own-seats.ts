import { whyNotPermitted } from "#lib/access/permission.ts";
import type { BusinessFunction, Caller } from "#lib/kernel/caller.ts";
import { mayFillSeat } from "./eligibility.ts";
import type { Council, SignatureStanding } from "./quorum.ts";
import { kindOf, type Signable } from "./signable.ts";
import type { Signature } from "./signature.ts";

export type OwnSeat<S extends Signature> = {
  readonly function: BusinessFunction;
  /** Why the person cannot sign it now. */
  readonly whyNot: string | null;
  /** The person's latest signature for it. */
  readonly last: { readonly signature: S; readonly standing: SignatureStanding } | null;
};

/** A person's seats, by function, each with the answer that signing it would get. */
export function ownSeats<S extends Signature>(
  subject: Signable<S>,
  council: Council<S>,
  caller: Caller,
): OwnSeat<S>[] {
  if (caller.kind !== "person") return [];
  const closed =
    whyNotPermitted(caller, kindOf(subject.kind).permission) ??
    (subject.open.ok ? null : subject.open.error.message);
  return council.seats
    .filter((seat) => caller.functions.includes(seat.function))
    .map(({ function: name, signatures }) => {
      const eligible = mayFillSeat(caller, name, subject);
      return {
        function: name,
        whyNot: closed ?? (eligible.ok ? null : eligible.error.message),
        last: signatures.findLast(({ signature }) => signature.signerId === caller.id) ?? null,
      };
    });
}
