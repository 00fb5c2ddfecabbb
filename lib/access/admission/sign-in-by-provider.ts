import type { ProviderClaims } from "#lib/access/provider-claims.ts";
import { refuseProvider } from "#lib/access/provider-refusals.ts";
import { identityOf } from "#lib/access/rows/bound-identities.ts";
import type { Database } from "#lib/db/client.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import { type SignedIn, type SignInFrom, signInPerson } from "./sign-in-person.ts";

type Account = Pick<ProviderClaims, "issuer" | "subject">;

/**
 * Signs in whoever the account is bound to, by issuer and subject alone. A second factor is asked for as ever. Where it
 * is somebody `again`, nobody else takes over the page that they left.
 */
export async function signInByProvider(
  db: Database,
  { again, ...account }: Account & { again?: string | undefined },
  from: SignInFrom,
): Promise<Result<SignedIn, Refusal>> {
  const identity = await identityOf(db.prisma, account);
  if (!identity) return refuseProvider("identity-unknown");
  const { personId } = identity;
  if (again !== undefined && personId !== again) return refuseProvider("identity-other");
  const { disabledAt } = await db.prisma.person.findUniqueOrThrow({ where: { id: personId } });
  return disabledAt ? refuseProvider("person-disabled") : signInPerson(db, { personId, identity }, from);
}
