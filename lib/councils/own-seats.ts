import { whyNotPermitted } from "#lib/access/permission.ts";
import type { BusinessFunction, Caller } from "#lib/kernel/caller.ts";
import { mayFillSeat } from "./eligibility.ts";
import type { Council, SignatureStanding } from "./quorum.ts";
import { kindOf, type Signable } from "./signable.ts";
import type { Signature } from "./signature.ts";

export type OwnSeat<S extends Signature> = {
  readonly function: BusinessFunction;
  /** Why it is not theirs to sign now. */
  readonly whyNot: string | null;
  /** Their own latest signature for it. */
  readonly last: { readonly signature: S; readonly standing: SignatureStanding } | null;
};

/** The seats that are a person's by their function, each as signing it would be answered. */
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
