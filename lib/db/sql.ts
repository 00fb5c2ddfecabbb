import pg from "pg";
import { Prisma } from "#generated/prisma/client.ts";
import { statementNames } from "./statement-names.ts";

type Template = TemplateStringsArray | Prisma.Sql;

/**
 * Runs SQL and bypasses the object mapper, which takes two to four times as long as the statement itself. The names are
 * the mapper's, so that a transaction has one way to say both.
 */
export type Sql = {
  $queryRaw<T>(text: Template, ...values: readonly unknown[]): Promise<T>;
  $executeRaw(text: Template, ...values: readonly unknown[]): Promise<number>;
  /** For the queue, which composes its own text. */
  $queryRawUnsafe<T>(text: string, ...values: readonly unknown[]): Promise<T>;
};

type Send = (statement: pg.QueryConfig) => Promise<pg.QueryResult>;

export const sqlThrough = (send: Send): Sql => {
  const sent = (text: Template, values: readonly unknown[]) => send({ ...statementOf(text, values), types });
  return {
    $queryRaw: async <T>(text: Template, ...values: readonly unknown[]) =>
      (await sent(text, values)).rows as T,
    $executeRaw: async (text, ...values) => (await sent(text, values)).rowCount ?? 0,
    $queryRawUnsafe: async <T>(text: string, ...values: readonly unknown[]) =>
      (await send({ text, values: [...values], types })).rows as T,
  };
};

const nameOf = statementNames();
const known = new WeakMap<TemplateStringsArray, { readonly text: string; readonly name: string }>();

function statementOf(template: Template, values: readonly unknown[]) {
  if (template instanceof Prisma.Sql) return named(template);
  if (values.some((value) => value instanceof Prisma.Sql)) return named(Prisma.sql(template, ...values));
  const statement = known.get(template) ?? numbered(template);
  known.set(template, statement);
  return { ...statement, values: [...values] };
}

const named = ({ text, values }: Prisma.Sql) => ({ text, name: nameOf({ sql: text }), values: [...values] });

function numbered(strings: TemplateStringsArray) {
  const text = strings.reduce((sql, part, at) => `${sql}$${at}${part}`);
  return { text, name: nameOf({ sql: text }) };
}

const INT8 = 20;
const types = {
  /** As the object mapper reads them: 8-byte integers are not floats. */
  getTypeParser: ((oid: number, format: "text") =>
    oid === INT8 ? BigInt : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};
