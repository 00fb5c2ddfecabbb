import type pg from "pg";
import type { Database } from "./client.ts";
import { statementNames } from "./statement-names.ts";
import { retrying } from "./transaction.ts";

/** Runs plain SQL; any transaction qualifies. Values are scalars or arrays of scalars. */
export type Sql = {
  $queryRaw<T>(text: TemplateStringsArray, ...values: readonly unknown[]): Promise<T>;
  $executeRaw(text: TemplateStringsArray, ...values: readonly unknown[]): Promise<number>;
};

/**
 * Like `inWorkspace`, but bypasses the object mapper: telemetry has parameters of hundreds of kilobytes, many times a
 * second.
 */
export function inWorkspacePlain<T>(
  { pool }: Database,
  workspaceId: string,
  body: (sql: Sql) => Promise<T>,
): Promise<T> {
  return retrying(async () => {
    const client = await pool.connect();
    // A lost connection fails the next statement; without a listener the error would end the process.
    client.on("error", unheard);
    let broken: unknown;
    try {
      await client.query("BEGIN");
      const sql = plainSql(client);
      // Tables that gain tens of thousands of rows a second outgrow a cached plan long before statistics are updated.
      await sql.$queryRaw`SELECT set_config('app.workspace', ${workspaceId}, true),
                                 set_config('plan_cache_mode', 'force_custom_plan', true)`;
      const result = await body(sql);
      await client.query("COMMIT");
      return result;
    } catch (error) {
      broken = await client.query("ROLLBACK").then(
        () => undefined,
        (failure: unknown) => failure,
      );
      throw error;
    } finally {
      // A connection that failed to roll back is not returned to the pool.
      client.off("error", unheard);
      client.release(broken !== undefined);
    }
  });
}

const unheard = (): void => {};

function plainSql(client: pg.PoolClient): Sql {
  const run = (strings: TemplateStringsArray, values: readonly unknown[]) =>
    client.query({ ...statementOf(strings), values: [...values] });
  return {
    $queryRaw: async <T>(strings: TemplateStringsArray, ...values: readonly unknown[]) =>
      (await run(strings, values)).rows as T,
    $executeRaw: async (strings, ...values) => (await run(strings, values)).rowCount ?? 0,
  };
}

type Statement = { readonly text: string; readonly name: string };
const statements = new WeakMap<TemplateStringsArray, Statement>();
const nameOf = statementNames();

/** A template's text with numbered placeholders, cached for each place in the code. */
function statementOf(strings: TemplateStringsArray): Statement {
  const known = statements.get(strings);
  if (known) return known;
  const text = strings.reduce((sql, part, at) => `${sql}$${at}${part}`);
  const statement = { text, name: nameOf({ sql: text }) };
  statements.set(strings, statement);
  return statement;
}
