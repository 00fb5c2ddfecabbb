import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";

/** Readable tables with their stored columns, in an order that never changes. */
const TABLES = `
  SELECT format('%I.%I', n.nspname, c.relname) AS name,
         string_agg(format('%I', a.attname), ', ' ORDER BY a.attnum) AS columns
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  WHERE n.nspname IN ('public', 'pgboss') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  GROUP BY 1 ORDER BY 1`;

const SEQUENCES = `
  SELECT format('%I.%I', schemaname, sequencename) AS name, last_value::text AS value FROM pg_sequences
  WHERE schemaname IN ('public', 'pgboss') AND last_value IS NOT NULL ORDER BY 1`;

/** Every row of every table, and the value of every sequence, as psql would load them. */
export async function dumpRows(client: pg.Client): Promise<string> {
  const tables = await client.query<{ name: string; columns: string }>(TABLES);
  const parts: string[] = [];
  for (const { name, columns } of tables.rows) {
    const select = `SELECT ${columns} FROM ${name} ORDER BY ${columns.split(", ")[0]}`;
    const chunks: Buffer[] = [];
    for await (const chunk of client.query(copyTo(`COPY (${select}) TO STDOUT`))) chunks.push(chunk);
    const rows = Buffer.concat(chunks).toString("utf8");
    if (rows) parts.push(`COPY ${name} (${columns}) FROM stdin;\n${rows}\\.\n`);
  }
  const sequences = await client.query<{ name: string; value: string }>(SEQUENCES);
  for (const { name, value } of sequences.rows) parts.push(`SELECT setval('${name}', ${value});\n`);
  return parts.join("\n");
}

/** Reads back what {@link dumpRows} wrote. */
export function readRows(text: string) {
  const tables = [...text.matchAll(/^(COPY \S+ \(.*\) FROM stdin);\n([\s\S]*?)^\\\.\n/gm)];
  return {
    copies: tables.map(([, copy = "", rows = ""]) => ({ copy, rows })),
    sequences: text.match(/^SELECT setval\('.*', \d+\);$/gm) ?? [],
  };
}

/** Loads them past triggers and foreign keys. Needs a superuser. */
export async function loadRows(client: pg.Client, text: string): Promise<void> {
  const { copies, sequences } = readRows(text);
  await client.query("SET session_replication_role = replica");
  for (const { copy, rows } of copies) {
    const table = copy.split(" ")[1]!;
    const raiseAgain = await lowerGuards(client, table);
    // The rows include what the schema itself inserted.
    await client.query(`DELETE FROM ${table}`);
    await pipeline(Readable.from([rows]), client.query(copyFrom(copy)));
    await raiseAgain();
  }
  for (const sequence of sequences) await client.query(sequence);
  await client.query("SET session_replication_role = origin");
}

/** Some triggers fire for a replica too. Returns the statements that enable them again. */
async function lowerGuards(client: pg.Client, table: string): Promise<() => Promise<void>> {
  const { rows: guards } = await client.query<{ name: string; always: boolean }>(
    `SELECT format('%I', tgname) AS name, tgenabled = 'A' AS always FROM pg_trigger
     WHERE tgrelid = $1::regclass AND NOT tgisinternal`,
    [table],
  );
  if (guards.length > 0) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  return async () => {
    for (const { name, always } of guards)
      await client.query(`ALTER TABLE ${table} ENABLE ${always ? "ALWAYS " : ""}TRIGGER ${name}`);
  };
}
