import { adminApart } from "#lib/access/granting.ts";
import { barredFrom } from "#lib/access/permission.ts";
import type { BusinessFunction, Caller, PersonCaller } from "#lib/kernel/caller.ts";
import { inFull, type Place, type Why } from "#lib/kernel/refusal.ts";
import { errorOf } from "#lib/kernel/result.ts";
import { mayApprove, mayApproveFor } from "./approving.ts";
import type { Circle, Sayer } from "./circle.ts";
import type { Delegation } from "./delegation.ts";
import { mayFillSeat } from "./eligibility.ts";
import { mayIdentify } from "./identity-taken.ts";
import type { Council, SignatureStanding } from "./quorum.ts";
import { kindOf, type Signable } from "./signable.ts";
import type { Signature } from "./signature.ts";
import { mayVoice } from "./voice.ts";

export type OwnSeat<S extends Signature> = {
  readonly function: BusinessFunction;
  /** Whom the person would sign it for, by delegation; null for themselves. */
  readonly onBehalfOf: { readonly id: string; readonly name: string } | null;
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
        onBehalfOf: null,
        ...whyNotOf(closed ?? (eligible.ok ? null : eligible.error)),
        whyNotApprove: circle && whyNotApproveIn(circle, { personId: caller.id, seat: name }),
        last: signatures.findLast(({ signature }) => signature.signerId === caller.id) ?? null,
      };
    });
}

/** The seats that a person could sign for others, by what those delegated to them and hold themselves. */
export function seatsForOthers<S extends Signature>(
  subject: Signable<S>,
  council: Council<S>,
  { caller, circle, delegations }: { caller: Caller; circle: Circle; delegations: readonly Delegation[] },
): OwnSeat<S>[] {
  if (caller.kind !== "person" || closedTo(subject, caller) !== null) return [];
  return delegations.flatMap(({ from, functions }) =>
    council.seats
      .filter((seat) => functions.includes(seat.function))
      .flatMap(({ function: name, signatures }) => {
        const held = circle.members.get(from.id)?.functions ?? [];
        const behalf = { id: from.id, functions: held };
        const fills = mayFillSeat({ ...caller, onBehalfOf: behalf }, name, subject);
        const said = { signerId: caller.id, onBehalfOf: from.id, decision: "approve" } as const;
        if (!fills.ok || !mayVoice(said, subject.signatures, council).ok) return [];
        const joins = mayApproveFor({ personId: caller.id, seat: name }, from.id, circle);
        const last = signatures.findLast(({ signature }) => signature.signerId === caller.id) ?? null;
        const whyNotApprove = joins.ok ? null : inFull(joins.error);
        return [{ function: name, onBehalfOf: from, ...whyNotOf(null), whyNotApprove, last }];
      }),
  );
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
