import { seatsUnder } from "#lib/councils/composition.ts";
import { type Composition, compositionInForce } from "#lib/councils/rows/compositions.ts";
import type { Tx } from "#lib/db/client.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { asksChallenge, routeFor, type SeatRule, seatsFor } from "#lib/policy/policy.ts";
import { policyInForce } from "#lib/policy/rows/policy-versions.ts";
import type { Tier } from "#lib/registry/tier.ts";
import type { ReleaseSections } from "#lib/releases/sections.ts";

/** The policy in force, and what it requires in this tier of a change of this class. */
export async function policySectionNow(tx: Tx, tier: Tier, changeClass: string) {
  const policy = await policyInForce(tx);
  if (!policy)
    return refuse(
      "illegal",
      "no-policy",
      "No sign-off policy is published yet, so nobody can approve a release.",
      { todo: "Ask an admin to publish one." },
    );
  const route = routeFor(policy.content, tier);
  if (!route.ok) return route;
  const signing = seatsFor(route.value, changeClass);
  if (!signing.ok) return signing;
  const { councilId, council, reviewDays, validDays, deadlines, sealed } = route.value;
  const composed = councilId ? await compositionInForce(tx, councilId) : null;
  if (councilId && !composed)
    return refuse(
      "illegal",
      "council-unknown",
      `The policy routes ${tier} to a council that does not exist.`,
      {
        todo: "Ask an admin to propose the council, or a policy without it.",
      },
    );
  const { version, digest } = policy;
  const section: ReleaseSections["policy"] = {
    version,
    digest,
    tier,
    ...(composed ? compositionSaid(composed, signing.value) : { council, seats: signing.value }),
    reviewDays,
    validDays,
    ...(deadlines ? { deadlines } : {}),
    // A standard change has few signers, and an objection to an emergency must hold it at once.
    ...(sealed && changeClass === "normal" ? { sealed } : {}),
    ...(asksChallenge(policy.content, tier) ? CHALLENGED : {}),
  };
  return ok({ policy, section });
}

/** Its seats are those of the policy and the council, and it pins the composition it was submitted to. */
const compositionSaid = (
  { council: id, version, digest, content }: Composition,
  seats: readonly SeatRule[],
) => ({
  council: content.name,
  seats: seatsUnder(seats, content),
  composition: { council: id, version, digest },
});

const CHALLENGED = { challenged: true } as const;
