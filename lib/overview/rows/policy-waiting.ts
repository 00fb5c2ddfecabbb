import { z } from "zod";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { proposalCouncil } from "#lib/councils/policy-proposal.ts";
import { seatsOf } from "#lib/councils/queries/policy-page.ts";
import { readProposal } from "#lib/councils/rows/read-proposal.ts";
import type { Tx } from "#lib/db/client.ts";
import { type Caller, FUNCTIONS } from "#lib/kernel/caller.ts";

export const policyWaitingItem = z.object({
  kind: z.literal("sign-policy"),
  /** The version that is proposed. */
  version: z.number(),
  seat: z.enum(FUNCTIONS),
  author: z.string(),
});
export type PolicyWaitingItem = z.infer<typeof policyWaitingItem>;

/** The proposed policy, where it has a seat that this person is to fill. */
export async function policyToSign(tx: Tx, caller: Caller): Promise<PolicyWaitingItem[]> {
  if (caller.kind !== "person" || whyNotPermitted(caller, "policy:sign") !== null) return [];
  if (caller.functions.length === 0) return [];
  const waiting = await tx.policyProposal.findFirst({ where: { state: "open" }, select: { id: true } });
  if (!waiting) return [];
  const file = await readProposal(tx, waiting.id);
  if (!file.ok) return [];
  const { proposal, base, signatures, entitled } = file.value;
  const council = proposalCouncil({ digest: proposal.digest, base: base.content, signatures, entitled });
  const open = council.seats.filter(({ state }) => council.approved || state !== "met");
  const [mine] = seatsOf(file.value, caller).filter(
    (seat) =>
      seat.whyNot === null && seat.signedAt === null && open.some((one) => one.function === seat.function),
  );
  const { version, proposedByName: author } = proposal;
  return mine ? [{ kind: "sign-policy", version, seat: mine.function, author }] : [];
}
