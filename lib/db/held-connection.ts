import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";
import { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "./client.ts";
import { statementNames } from "./statement-names.ts";

/** The connection that a transaction holds, if any. */
type Held = { client: pg.PoolClient | null };

/**
 * A pool that tells a transaction which connection it got, and when it was returned. It keeps this itself, as a process
 * may hold two copies of this module and yet one pool: the server's, and the one built with the pages.
 */
export class HeldPool extends pg.Pool {
  readonly #holding = new AsyncLocalStorage<Held>();

  /** Runs a transaction whose own SQL bypasses the object mapper and goes straight to its connection; see `direct`. */
  withHeldConnection<T>(body: (held: Held) => Promise<T>): Promise<T> {
    const held: Held = { client: null };
    return this.#holding.run(held, () => body(held));
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Parameters<pg.Pool["connect"]>[0]): void;
  override connect(callback?: Parameters<pg.Pool["connect"]>[0]): Promise<pg.PoolClient> | undefined {
    if (callback) {
      super.connect(callback);
      return undefined;
    }
    return super.connect().then((client) => {
      const held = this.#holding.getStore();
      if (held) hold(held, client);
      return client;
    });
  }
}

function hold(held: Held, client: pg.PoolClient): void {
  const release = client.release;
  held.client = client;
  client.release = (error) => {
    held.client = null;
    client.release = release;
    release.call(client, error);
  };
}

/**
 * The transaction with its SQL sent straight to its connection: the object mapper takes two to four times as long as the
 * statement itself. Models still use the mapper, on the same connection, so the order of statements holds.
 */
export function direct(tx: Tx, held: Held): Tx {
  const own: Pick<Tx, "$queryRaw" | "$executeRaw"> = {
    $queryRaw: ((text: Template, ...values: unknown[]) =>
      send(held, text, values).then(({ rows }) => rows)) as unknown as Tx["$queryRaw"],
    $executeRaw: ((text: Template, ...values: unknown[]) =>
      send(held, text, values).then(({ rowCount }) => rowCount ?? 0)) as unknown as Tx["$executeRaw"],
  };
  return new Proxy(tx, {
    get: (target, name) => (Object.hasOwn(own, name) ? Reflect.get(own, name) : Reflect.get(target, name)),
  });
}

type Template = TemplateStringsArray | Prisma.Sql;

function send({ client }: Held, text: Template, values: readonly unknown[]): Promise<pg.QueryResult> {
  if (!client) return Promise.reject(new Error("The transaction is over"));
  return client.query({ ...statementOf(text, values), types });
}

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
