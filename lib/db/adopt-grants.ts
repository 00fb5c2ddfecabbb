import type pg from "pg";
import { DATABASE_ROLES, type DatabaseRole, roleIn } from "./role-name.ts";

/** The table into which a part alone inserts, besides its owner: whoever may has the part's grants. */
const TELLING: Readonly<Record<DatabaseRole, string>> = {
  cs_app: "audit_event",
  cs_sequencer: "audit_leaf",
  cs_signer: "audit_checkpoint",
};

/**
 * Moves the grants and policies of this database to its own roles from whichever roles have them: those of an older
 * version, which all installations of a server shared, or those of the database that this one is a copy of. Comes before
 * the migrations, which grant to its own roles and revoke from them.
 */
export async function adoptGrants(client: pg.Client, database: string): Promise<void> {
  for (const part of DATABASE_ROLES) {
    const own = roleIn(database, part);
    for (const former of await formerRoles(client, { part, own })) {
      const { rows } = await client.query<{ statement: string }>(MOVING, [former, own]);
      await client.query(["BEGIN", ...rows.map(({ statement }) => statement), "COMMIT"].join(";\n"));
    }
  }
}

type Adopting = { part: DatabaseRole; own: string };

async function formerRoles(client: pg.Client, { part, own }: Adopting): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT grantee::regrole::text AS name
     FROM pg_class, aclexplode(relacl)
     WHERE pg_class.oid = to_regclass('public.' || $1) AND privilege_type = 'INSERT'
       AND grantee <> $2::text::regrole AND grantee::regrole::text ~ ('^' || $3 || '(_|$)')`,
    [TELLING[part], own, part],
  );
  return rows.map(({ name }) => name);
}

/** The statements that give $2 what $1 has in this database, take it from $1, and name $2 in functions that grant. */
const MOVING = `
  WITH held (privilege, object) AS (
    SELECT privilege_type, CASE relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || pg_class.oid::regclass
    FROM pg_class, aclexplode(relacl) WHERE grantee = $1::text::regrole
    UNION ALL
    SELECT format('%s (%I)', privilege_type, attname), 'TABLE ' || attrelid::regclass
    FROM pg_attribute, aclexplode(attacl) WHERE grantee = $1::text::regrole
    UNION ALL
    SELECT privilege_type, 'ROUTINE ' || pg_proc.oid::regprocedure
    FROM pg_proc, aclexplode(proacl) WHERE grantee = $1::text::regrole
    UNION ALL
    SELECT privilege_type, format('SCHEMA %I', nspname)
    FROM pg_namespace, aclexplode(nspacl) WHERE grantee = $1::text::regrole
    UNION ALL
    SELECT privilege_type, format('DATABASE %I', datname)
    FROM pg_database, aclexplode(datacl) WHERE grantee = $1::text::regrole AND datname = current_database()
  )
  SELECT unnest(ARRAY[
    format('GRANT %s ON %s TO %s', privilege, object, $2::text::regrole),
    format('REVOKE %s ON %s FROM %s', privilege, object, $1::text::regrole)]) AS statement
  FROM held
  UNION ALL
  SELECT format('ALTER POLICY %I ON %s TO %s', polname, polrelid::regclass,
    (SELECT string_agg(CASE WHEN role = $1::text::regrole THEN $2::text::regrole ELSE role::regrole END::text, ', ')
     FROM unnest(polroles) AS role))
  FROM pg_policy WHERE $1::text::regrole = ANY (polroles)
  UNION ALL
  SELECT regexp_replace(pg_get_functiondef(oid), '\\m' || $1::text || '\\M', $2::text, 'g')
  FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosrc ~ ('\\m' || $1::text || '\\M')`;
