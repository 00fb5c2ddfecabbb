import { ownSeats } from "#lib/councils/own-seats.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { readProposal } from "#lib/councils/rows/read-proposal.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { PolicyWaitingItem } from "#lib/overview/views/waiting-item.ts";

/** The proposed policy, where it has a seat for this person to fill. */
export async function policyToSign(tx: Tx, caller: Caller, now: Date): Promise<PolicyWaitingItem[]> {
  if (caller.kind !== "person" || caller.functions.length === 0) return [];
  const [waiting] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM policy_proposal WHERE state = 'open' LIMIT 1`;
  if (!waiting) return [];
  const file = await readProposal(tx, waiting.id, now);
  if (!file.ok) return [];
  const council = councilStanding(file.value);
  // A complete proposal that is still open waits for one of its signers to sign once more.
  const open = council.seats.filter(({ state }) => council.approved || state !== "met");
  const [mine] = ownSeats(file.value, council, caller).filter(
    ({ whyNot, last, function: name }) =>
      whyNot === null && (council.approved || last === null) && open.some((one) => one.function === name),
  );
  const { version, proposedByName: author } = file.value.proposal;
  return mine ? [{ kind: "sign-policy", version, seat: mine.function, author }] : [];
}
