import type pg from "pg";
import type { Database } from "./client.ts";
import { statementNames } from "./statement-names.ts";
import { retrying } from "./transaction.ts";

/** What speaks SQL and nothing else; any transaction does. Values are single ones or arrays of them. */
export type Sql = {
  $queryRaw<T>(text: TemplateStringsArray, ...values: readonly unknown[]): Promise<T>;
  $executeRaw(text: TemplateStringsArray, ...values: readonly unknown[]): Promise<number>;
};

/**
 * The same as `inWorkspace`, past the object mapper: for telemetry, whose parameters are hundreds of kilobytes and
 * whose batches come many times a second.
 */
export function inWorkspacePlain<T>(
  { pool }: Database,
  workspaceId: string,
  body: (sql: Sql) => Promise<T>,
): Promise<T> {
  return retrying(async () => {
    const client = await pool.connect();
    // A connection lost in between shows as the failure of the next statement; unheard it would end the process.
    client.on("error", unheard);
    let broken: unknown;
    try {
      await client.query("BEGIN");
      const sql = plainSql(client);
      // Tables that fill by tens of thousands of rows a second outgrow a plan that was kept, long before anybody
      // counts them anew.
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
      // A connection that could not be rolled back is not given to the next one.
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

/** A template's text with its values numbered; each place in the code has one. */
function statementOf(strings: TemplateStringsArray): Statement {
  const known = statements.get(strings);
  if (known) return known;
  const text = strings.reduce((sql, part, at) => `${sql}$${at}${part}`);
  const statement = { text, name: nameOf({ sql: text }) };
  statements.set(strings, statement);
  return statement;
}
