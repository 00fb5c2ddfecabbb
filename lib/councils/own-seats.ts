import { adminApart } from "#lib/access/granting.ts";
import { barredFrom } from "#lib/access/permission.ts";
import type { BusinessFunction, Caller, PersonCaller } from "#lib/kernel/caller.ts";
import { inFull, type Place, type Why } from "#lib/kernel/refusal.ts";
import { errorOf } from "#lib/kernel/result.ts";
import { mayApprove } from "./approving.ts";
import type { Circle, Sayer } from "./circle.ts";
import { mayFillSeat } from "./eligibility.ts";
import { mayIdentify } from "./identity-taken.ts";
import type { Council, SignatureStanding } from "./quorum.ts";
import { kindOf, type Signable } from "./signable.ts";
import type { Signature } from "./signature.ts";

export type OwnSeat<S extends Signature> = {
  readonly function: BusinessFunction;
  /** Why the person cannot sign it now. */
  readonly whyNot: string | null;
  /** The code of the refusal that signing it would get. */
  readonly code: string | null;
  /** Where the person can do something about it. */
  readonly place: Place | null;
  /** Why they cannot approve, though they can object; null also where nobody asked who depends on whom. */
  readonly whyNotApprove: string | null;
  /** The person's latest signature for it. */
  readonly last: { readonly signature: S; readonly standing: SignatureStanding } | null;
};

/** A person's seats, by function, each with the answer that signing it would get. */
export function ownSeats<S extends Signature>(
  subject: Signable<S>,
  council: Council<S>,
  caller: Caller,
  circle: Circle | null = null,
): OwnSeat<S>[] {
  if (caller.kind !== "person") return [];
  const closed = closedTo(subject, caller);
  return council.seats
    .filter((seat) => caller.functions.includes(seat.function))
    .map(({ function: name, signatures }) => {
      const fills = mayFillSeat(caller, name, subject);
      const eligible = fills.ok ? mayIdentify(subject, caller.id) : fills;
      return {
        function: name,
        ...whyNotOf(closed ?? (eligible.ok ? null : eligible.error)),
        whyNotApprove: circle && whyNotApproveIn(circle, { personId: caller.id, seat: name }),
        last: signatures.findLast(({ signature }) => signature.signerId === caller.id) ?? null,
      };
    });
}

function whyNotApproveIn(circle: Circle, sayer: Sayer): string | null {
  const may = mayApprove(sayer, circle);
  return may.ok ? null : inFull(may.error);
}

/** Why this person can sign no seat of it now. */
function closedTo({ kind, open }: Signable, caller: PersonCaller): Why | null {
  if (caller.roles.includes("admin")) return adminApart.error;
  return barredFrom(caller, kindOf(kind).permission) ?? errorOf(open);
}

const whyNotOf = (why: Why | null) => ({
  whyNot: why && sentenceOf(why),
  code: why?.code ?? null,
  place: why?.place ?? null,
});

/** Where the person can do something about who they are, it is said with the reason. */
const sentenceOf = (why: Why): string =>
  why.code === "identity-level-not-taken" ? inFull(why) : why.message;
