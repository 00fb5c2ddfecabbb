import { Prisma } from "#generated/prisma/client.ts";

/**
 * How the credential of `person` reached them last, to join as `identity`: level, issuer and since when, and their accounts
 * at providers. Nothing for who has not joined.
 */
export const PRESENT_IDENTITY: Prisma.Sql = Prisma.sql`LATERAL (
  SELECT level, issuer, created_at AS since,
         ARRAY(SELECT id::text FROM provider_identity WHERE person_id = person.id AND unbound_at IS NULL) AS accounts
  FROM person_identity
  WHERE person_id = person.id ORDER BY created_at DESC, id DESC LIMIT 1
) identity`;
