import { ownSeats } from "#lib/councils/own-seats.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import type { KeptSignature } from "#lib/councils/rows/signatures.ts";
import type { Signable } from "#lib/councils/signable.ts";
import type { BusinessFunction, Caller } from "#lib/kernel/caller.ts";

/** The seat of a proposal, or of minutes, that waits for this person; null for none. */
export function seatToSign(file: Signable<KeptSignature>, caller: Caller): BusinessFunction | null {
  const council = councilStanding(file);
  // A complete proposal that is still open waits for one of its signers to sign once more.
  const open = council.seats.filter(({ state }) => council.approved || state !== "met");
  const [mine] = ownSeats(file, council, caller).filter(
    ({ whyNot, last, function: name }) =>
      whyNot === null && (council.approved || last === null) && open.some((one) => one.function === name),
  );
  return mine?.function ?? null;
}
