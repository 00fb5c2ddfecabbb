import { v7 as uuidv7 } from "uuid";
import type { z } from "zod";
import type { Problem as HttpProblem } from "#lib/api/contract/problem.ts";
import type { endpoints, routes } from "#lib/api/table.ts";
import type { Place } from "#lib/kernel/refusal.ts";
import { signedInAgain } from "./sign-in-again.ts";

type Routes = (typeof routes)[number];
type Definition<R> = R extends { command: infer C } ? C : R extends { query: infer Q } ? Q : never;

type Endpoints = (typeof endpoints)[number];
type EndpointKey<E extends Endpoints> = E["path"] extends `/api/v1${infer P}` ? `${E["method"]} ${P}` : never;
type Json<E extends Endpoints> = E["answers"] extends { 200: { schema: infer O } }
  ? { readonly input: E["input"]; readonly output: O }
  : never;

/** `POST /releases/{release}/verdicts` and every other row of the table. */
export type Operation = { [R in Routes as `${R["method"]} ${R["path"]}`]: Definition<R> } & {
  [E in Endpoints as EndpointKey<E>]: Json<E>;
};

export type Input<K extends keyof Operation> = Operation[K] extends { input: infer I extends z.ZodType }
  ? z.input<I>
  : never;

export type Output<K extends keyof Operation> = Operation[K] extends { output: infer O extends z.ZodType }
  ? z.output<O>
  : never;

export type ApiProblem = {
  readonly title: string;
  readonly code: string;
  readonly kept?: string;
  readonly todo?: string;
  readonly place?: Place;
  readonly fields?: Readonly<Record<string, string>>;
};

export type ApiAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: ApiProblem };

type Options = { idempotencyKey?: string; signal?: AbortSignal };

/**
 * Calls the API as any client does. Never rejects: an error comes back as a problem that a form can show. A repeated
 * call with the same `idempotencyKey` is recorded once. Where the session ended, the reader signs in again in place,
 * and what they asked for is asked once more.
 */
export async function api<K extends keyof Operation>(
  operation: K,
  input: Input<K>,
  { idempotencyKey = uuidv7(), ...options }: Options = {},
): Promise<ApiAnswer<Output<K>>> {
  const call = () => callOnce(operation, input, { idempotencyKey, ...options });
  const answer = await call();
  const ended = !answer.ok && answer.problem.code === "sign-in-needed" && !operation.startsWith("GET ");
  return ended && !ofSigningIn(operation) && (await signedInAgain()) ? call() : answer;
}

/** Whoever is signing in is not asked to. */
const ofSigningIn = (operation: string): boolean => operation.startsWith("POST /session/second-step");

async function callOnce<K extends keyof Operation>(
  operation: K,
  input: Input<K>,
  { idempotencyKey = "", signal }: Options,
): Promise<ApiAnswer<Output<K>>> {
  const [method, template] = operation.split(" ") as [string, string];
  const { path, rest } = fillPath(template, input as Record<string, unknown>);
  const reading = method === "GET";
  const response = await fetch(`/api/v1${path}${reading ? queryString(rest) : ""}`, {
    method,
    headers: reading ? {} : { "content-type": "application/json", "idempotency-key": idempotencyKey },
    ...(reading ? {} : { body: JSON.stringify(rest) }),
    ...(signal ? { signal } : {}),
  }).catch(() => null);
  if (!response) return { ok: false, problem: UNREACHABLE };
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return { ok: true, value: body as Output<K> };
  return { ok: false, problem: problemOf(body as Partial<HttpProblem> | null) };
}

export const UNREACHABLE: ApiProblem = {
  title: "The server did not answer.",
  code: "unreachable",
  kept: "Your input is still here; it may or may not have been recorded.",
  todo: "Check the connection and try again.",
};

export function problemOf(body: Partial<HttpProblem> | null): ApiProblem {
  const named = body?.field && !body.issues ? [{ field: body.field, message: body.title ?? "" }] : [];
  const fields = Object.fromEntries(
    (body?.issues ?? named).map(({ field, message }) => [field, message] as const),
  );
  return {
    title: body?.title ?? "The server sent an unexpected answer.",
    code: body?.code ?? "unexpected",
    kept: "Your input is still here. Nothing was changed.",
    ...(body?.todo ? { todo: body.todo } : {}),
    ...(body?.place ? { place: body.place } : {}),
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
  };
}

function fillPath(
  template: string,
  input: Record<string, unknown>,
): { path: string; rest: Record<string, unknown> } {
  const rest = { ...input };
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  return { path, rest };
}

function queryString(input: Record<string, unknown>): string {
  const entries = Object.entries(input).filter(
    ([, value]) => value !== undefined && value !== null && value !== "",
  );
  const text = new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString();
  return text ? `?${text}` : "";
}
