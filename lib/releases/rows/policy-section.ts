import type { Tx } from "#lib/db/client.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { asksChallenge, routeFor, seatsFor } from "#lib/policy/policy.ts";
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
  const { council, reviewDays, validDays } = route.value;
  const { version, digest } = policy;
  const section: ReleaseSections["policy"] = {
    version,
    digest,
    tier,
    council,
    seats: signing.value,
    reviewDays,
    validDays,
    ...(asksChallenge(policy.content, tier) ? CHALLENGED : {}),
  };
  return ok({ policy, section });
}

const CHALLENGED = { challenged: true } as const;
