import type { routes } from "#lib/api/table.ts";

type Row = (typeof routes)[number];
type KeyOf<R> = R extends Row ? `${R["method"]} ${R["path"]}` : never;
export type RouteKey = KeyOf<Row>;
/** A request that changes something. */
export type WriteKey = Exclude<RouteKey, `GET ${string}`>;

export type Specimen = {
  readonly path: Readonly<Record<string, string | number>>;
  /** The body, or the query string of a GET. */
  readonly rest?: Readonly<Record<string, unknown>>;
};

/** Without `path`, each parameter has the value of its name. */
export type Content = Partial<Specimen>;
export type Requests = Partial<Record<WriteKey, Content>>;
