import type { Context, Hono } from "hono";
import type { z } from "zod";
import type { ExportKind } from "#lib/access/export-limit.ts";
import type { Permission } from "#lib/access/permission.ts";
import type { Tally } from "#lib/audit/tally.ts";
import type { Database } from "#lib/db/client.ts";
import type { AssignmentTable } from "#lib/exposure/serving/assignment-table.ts";
import type { Caller, PersonCaller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import type { ArtifactStore } from "#lib/storage/artifact-store.ts";

/** The base path of commands, queries and most endpoints. */
export const API_PREFIX = "/api/v1";

export type Method = "GET" | "POST" | "PUT";
export type Api = Hono<{ Variables: { requestId: string } }>;
export type ApiContext = Context<{ Variables: { requestId: string } }>;
/** What authentication needs. */
export type Admission = {
  readonly db: Database;
  readonly secret: string;
  readonly origins: ReadonlySet<string>;
  /** Counts refused requests and readings of the log. */
  readonly tally: Tally;
};

export type ApiParts = Admission & { readonly store: ArtifactStore; readonly assignments: AssignmentTable };

/** What a handler is built from; the table itself only describes. */
export type Serving = ApiParts & { readonly table: readonly AnyEndpoint[] };

/** Who may call. */
export type Who =
  | "anybody"
  /** Everyone with the permission, by role or as a token's scope; `half` also before the second factor is given. */
  | { readonly permission: Permission; readonly half?: boolean }
  /** A signed-in person: with a whole session, or with half of one too. */
  | { readonly person: "whole" | "half" }
  /** A token with this scope. The handler checks it itself and refuses in the words of a foreign standard. */
  | { readonly token: Permission };

type CallerOf<W> = W extends { permission: Permission }
  ? Caller
  : W extends { person: string }
    ? PersonCaller
    : null;

/** One possible answer: no body where there is no media type, a file where there is no schema. */
export type Answer = {
  readonly description: string;
  readonly type?: string;
  readonly schema?: z.ZodType;
  /** The headers a client should know, each with its meaning. */
  readonly headers?: Readonly<Record<string, string>>;
};
export type Answers = Readonly<Record<number, Answer>>;
type JsonIn<A> = A extends { 200: { schema: infer S extends z.ZodType } } ? z.input<S> : unknown;

/** A header that the endpoint reads, and its meaning. */
export type RequestHeader = { readonly description: string; readonly pattern?: string };

export type Limits = {
  /** The largest body in bytes. */
  readonly bytes?: number;
  /** What to do instead of sending more. */
  readonly instead?: string;
  /** The handler reads the body as it arrives and enforces the limit itself. */
  readonly streamed?: true;
  /** Each answer holds a place among all exports of this kind until its last byte is read. */
  readonly exports?: ExportKind;
};

export type Asked<C, Input> = {
  readonly caller: C;
  readonly input: Input;
  readonly context: ApiContext;
  readonly requestId: string;
  /** The client's address. */
  readonly address: string;
};

/** A value is sent as JSON, a refusal as a problem, a Response unchanged. */
export type Answered<Output = unknown> = Result<Output, Refusal> | Response;

/** Bivariant, as methods are, so that rows of every kind fit in one table. */
export type Work<C = Caller | null, Input = unknown, Output = unknown> = {
  work(asked: Asked<C, Input>): Promise<Answered<Output>>;
}["work"];

/**
 * One address of the server, as a value. It determines the route, the refusal of other methods, the limit of the
 * body, who may call, the OpenAPI operation and the typed client.
 */
export type Endpoint<
  M extends Method,
  P extends string,
  W extends Who,
  Input extends z.ZodType,
  A extends Answers,
> = {
  /** The operation's id. */
  readonly name: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  readonly method: M;
  /** The full path, with its parameters in braces; see path.ts. */
  readonly path: P;
  readonly who: W;
  /** An object: the path's parameters, and the query string of a GET or the JSON body. */
  readonly input: Input;
  readonly headers?: Readonly<Record<string, RequestHeader>>;
  /** Bodies that the handler reads, by media type: the schema, or null for bytes. */
  readonly body?: Readonly<Record<string, z.ZodType | null>>;
  /** Passes the raw input to `run`, `look` or the intake, which parse it and check the permission. */
  readonly handsOn?: true;
  readonly limits?: Limits;
  /** The one code that its denials are counted and logged under, where their own would say too much. */
  readonly deniedAs?: string;
  readonly answers: A;
  /** The problems it answers, by status, where they differ from those of its kind. */
  readonly problems?: readonly number[];
  handle(parts: Serving): Work<CallerOf<W>, z.output<Input>, JsonIn<A>>;
};

export type AnyEndpoint = Endpoint<Method, string, Who, z.ZodType, Answers>;

/** Infers an endpoint's types from its parts. */
export const defineEndpoint = <
  const M extends Method,
  const P extends string,
  const W extends Who,
  Input extends z.ZodType,
  A extends Answers,
>(
  endpoint: Endpoint<M, P, W, Input, A>,
): Endpoint<M, P, W, Input, A> => endpoint;

/** Answers this in JSON. */
export const answersJson = <S extends z.ZodType>(schema: S, description = "Done.") => ({
  200: { description, type: "application/json", schema },
});
