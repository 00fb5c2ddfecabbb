import { withClient } from "./cluster.ts";
import type { TestDatabase } from "./database.ts";

/** What every role but the owner may do in a database, and what its functions and policies name; roles by their part. */
export async function everyGrant({
  ownerUrl,
  appUrl,
  sequencerUrl,
  signerUrl,
}: TestDatabase): Promise<string[]> {
  const { rows } = await withClient(ownerUrl, (client) => client.query<{ said: string }>(EVERY_GRANT));
  const names = Object.entries({ app: appUrl, sequencer: sequencerUrl, signer: signerUrl });
  const byPart = (said: string) =>
    names.reduce((text, [part, url]) => text.replaceAll(new URL(url).username, `(${part})`), said);
  return rows.map(({ said }) => byPart(said)).sort();
}

const EVERY_GRANT = `
  SELECT format('%s %s to %s', privilege_type, pg_class.oid::regclass, grantee::regrole) AS said
  FROM pg_class, aclexplode(relacl) WHERE grantee <> relowner AND relnamespace::regnamespace::text <> 'pg_catalog'
    AND relnamespace::regnamespace::text <> 'information_schema'
  UNION ALL
  SELECT format('%s %s.%s to %s', privilege_type, attrelid::regclass, attname, grantee::regrole)
  FROM pg_attribute, aclexplode(attacl) WHERE attrelid::regclass::text !~ '^(pg_|information_schema)'
  UNION ALL
  SELECT format('%s %s to %s', privilege_type, pg_proc.oid::regprocedure, grantee::regrole)
  FROM pg_proc, aclexplode(proacl) WHERE grantee <> proowner AND pronamespace = 'public'::regnamespace
  UNION ALL
  SELECT format('policy %s on %s to %s', polname, polrelid::regclass, role::regrole)
  FROM pg_policy, unnest(polroles) AS role
  UNION ALL
  SELECT format('function %s: %s', oid::regprocedure, prosrc)
  FROM pg_proc WHERE pronamespace = 'public'::regnamespace`;
