import { type Circle, couldSign } from "#lib/councils/circle.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import type { Signable } from "#lib/councils/signable.ts";
import type { KeptSignature } from "./signatures.ts";

/** The seats of what is signed as a whole: who signed each, and who could. `more` is what else is shown of a signature. */
export const seatViews = <S extends object>(
  file: Signable<KeptSignature>,
  circle: Circle,
  more: (signature: KeptSignature) => S,
) =>
  councilStanding(file).seats.map(({ function: name, min, state, signatures }) => ({
    function: name,
    min,
    state,
    candidates: file.open.ok && state !== "met" ? couldSign(name, circle) : [],
    signed: signatures.map(({ signature }) => ({
      by: signature.signerName,
      at: signature.signedAt.toISOString(),
      comment: signature.comment,
      ...more(signature),
    })),
  }));
