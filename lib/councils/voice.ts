import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { Council } from "./quorum.ts";
import { isObjection, type Signature, type VerdictDecision, voiceOf } from "./signature.ts";

type Speaking = {
  readonly signerId: string;
  readonly onBehalfOf: string | null;
  readonly decision: VerdictDecision;
};

/**
 * Whether somebody may speak with this voice, their own or another's: nobody speaks with two on one subject, and of a voice
 * the first to speak counts. Whoever delegated can always object for themselves, beside their delegate.
 */
export function mayVoice(
  { signerId, onBehalfOf, decision }: Speaking,
  signatures: readonly Signature[],
  { seats }: Pick<Council<Signature>, "seats">,
): Result<null, Refusal> {
  const voice = onBehalfOf ?? signerId;
  if (signatures.some((one) => one.signerId === signerId && voiceOf(one) !== voice))
    return refuse("illegal", "one-voice-a-person", "You have already signed with another voice.", {
      todo: "Leave this seat to whoever it belongs to, or to another of their delegates.",
    });
  const counting = seats.flatMap((seat) =>
    seat.signatures.filter(({ standing }) => standing.counts).map(({ signature }) => signature),
  );
  const others = counting.filter((one) => voiceOf(one) === voice && one.signerId !== signerId);
  if (others.length === 0) return ok(null);
  if (onBehalfOf !== null)
    return refuse(
      "conflict",
      "voice-used",
      "Whoever you would sign for, or another delegate, has signed already.",
    );
  const objects = counting.some((one) => one.signerId === signerId && isObjection(one));
  return decision !== "approve" || objects
    ? ok(null)
    : refuse(
        "conflict",
        "voice-used",
        "Your delegate has signed for you already; the first signature counts.",
        {
          todo: "Object if you disagree, or lift an objection of your delegate’s.",
        },
      );
}
