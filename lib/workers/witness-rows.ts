import type pg from "pg";

/** The witnesses that are asked from now on. What the others cosigned is kept. */
export async function listWitnesses(
  client: pg.Client,
  witnesses: readonly { readonly key: string; readonly name: string }[],
): Promise<void> {
  const keys = witnesses.map(({ key }) => key);
  await client.query("DELETE FROM audit_witness WHERE key <> ALL ($1)", [keys]);
  await client.query(
    `INSERT INTO audit_witness (key, name, size, cosigned_at)
     SELECT listed.key, listed.name, coalesce(newest.size, 0), newest.cosigned_at
     FROM unnest($1::text[], $2::text[]) AS listed (key, name)
     LEFT JOIN LATERAL (SELECT size, cosigned_at FROM audit_cosignature
                        WHERE witness = listed.key ORDER BY size DESC LIMIT 1) newest ON true
     ON CONFLICT (key) DO NOTHING`,
    [keys, witnesses.map(({ name }) => name)],
  );
}

/** The newest checkpoint, and what is known of the witness. */
export type Newest = {
  readonly size: number;
  readonly note: string;
  /** Leaves that the witness has cosigned under the log's present name, as far as known. */
  readonly seen: number;
  readonly trouble: string | null;
};

/** The newest checkpoint, if this witness has not cosigned it. */
export async function newestFor(client: pg.Client, key: string): Promise<Newest | null> {
  const { rows } = await client.query<Newest>(
    `SELECT newest.size::float8 AS size, newest.note, listed.trouble,
            CASE WHEN split_part(cosigned.note, E'\\n', 1) = split_part(newest.note, E'\\n', 1)
                 THEN cosigned.size ELSE 0 END::float8 AS seen
     FROM (SELECT size, note FROM audit_checkpoint ORDER BY size DESC LIMIT 1) newest
     LEFT JOIN audit_witness listed ON listed.key = $1
     LEFT JOIN LATERAL (SELECT size, note FROM audit_cosignature JOIN audit_checkpoint USING (size)
                        WHERE witness = $1 ORDER BY size DESC LIMIT 1) cosigned ON true
     WHERE cosigned.size IS DISTINCT FROM newest.size`,
    [key],
  );
  return rows[0] ?? null;
}

type Kept = { readonly key: string; readonly size: number; readonly line: string; readonly at: Date };

export async function keepCosignature(client: pg.Client, { key, size, line, at }: Kept): Promise<void> {
  await client.query(
    `INSERT INTO audit_cosignature (size, witness, line, cosigned_at, created_at) VALUES ($1, $2, $3, $4, now())
     ON CONFLICT (size, witness) DO NOTHING`,
    [size, key, line, at],
  );
  await client.query("UPDATE audit_witness SET size = $2, cosigned_at = $3 WHERE key = $1", [key, size, at]);
}

export async function noteAsked(client: pg.Client, key: string, trouble: string | null): Promise<void> {
  await client.query("UPDATE audit_witness SET asked_at = now(), trouble = $2 WHERE key = $1", [
    key,
    trouble,
  ]);
}
