import type { Council } from "#lib/councils/quorum.ts";
import { preliminaryOf } from "#lib/councils/sealed-verdict.ts";
import {
  type OpenedVerdict,
  revealAt,
  type Sealing,
  sealPhase,
  standingSealed,
  unheardSeats,
} from "#lib/councils/sealing.ts";
import type { Signature } from "#lib/councils/signature.ts";
import { conditionsIn } from "#lib/councils/statement.ts";
import type { SealedSeatView, SealedVerdictsView, SealedView } from "./views/sealed-verdicts.ts";

type File<V extends OpenedVerdict> = {
  readonly sealing: (Sealing<V> & { readonly revealedAt: Date | null }) | undefined;
  readonly recused?: ReadonlySet<string>;
};

/** The opened verdict that a signature of its giver for the same seat answers; undefined where there is none. */
export const sealedOf = <V extends OpenedVerdict>(
  file: File<V>,
  { signerId, seat }: Pick<Signature, "signerId" | "seat">,
): V | undefined =>
  standingSealed(file).find((one) => one.said && one.signerId === signerId && one.seat === seat);

/** Whether a verdict differs from the sealed one that it answers. */
export const isChanged = (
  preliminary: OpenedVerdict | undefined,
  verdict: Parameters<typeof preliminaryOf>[0],
): boolean => preliminary?.said != null && preliminary.said.decision !== preliminaryOf(verdict);

type Named = OpenedVerdict & { readonly signerName: string; readonly onBehalfOfName: string | null };
type Written = Signature & { readonly comment: string; readonly statement: string };

/**
 * What was sealed and what holds now, by seat, for every page that shows it: who gave one while they are sealed, what each
 * said once they are revealed, and what its giver signed since. Null where the policy asks for none.
 */
export function sealedNow<V extends Named, S extends Written>(
  file: File<V> & { readonly round: number },
  council: Pick<Council<S>, "seats">,
): SealedVerdictsView | null {
  const { sealing, round } = file;
  if (!sealing) return null;
  const given = standingSealed(file);
  const unheard = unheardSeats(file, council).map((seat) => seat.function);
  return {
    phase: sealPhase(file, council),
    hours: sealing.hours,
    revealAt: revealAt(sealing).toISOString(),
    revealedAt: sealing.revealedAt?.toISOString() ?? null,
    seats: council.seats.map(
      ({ function: seat, signatures }): SealedSeatView => ({
        function: seat,
        heard: !unheard.includes(seat),
        given: given
          .filter((one) => one.seat === seat)
          .map((one) =>
            givenView(
              one,
              signatures.findLast(
                ({ signature }) => signature.signerId === one.signerId && signature.round === round,
              )?.signature,
            ),
          ),
      }),
    ),
  };
}

const givenView = (one: Named, signature: Written | undefined): SealedView => ({
  id: one.id,
  signerId: one.signerId,
  signerName: one.signerName,
  onBehalfOf: one.onBehalfOfName,
  givenAt: one.givenAt.toISOString(),
  said: one.said,
  now: signature ? nowView(one, signature) : null,
});

function nowView(one: Named, { decision, comment, signedAt, statement }: Written): SealedView["now"] {
  const verdict = { decision, conditions: conditionsIn(statement) };
  return {
    decision: preliminaryOf(verdict),
    comment,
    at: signedAt.toISOString(),
    changed: isChanged(one, verdict),
  };
}
