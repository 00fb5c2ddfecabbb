import type { z } from "zod";
import type { AnyCommand } from "#lib/command/command.ts";
import type { AnyQuery } from "#lib/command/query.ts";

/**
 * One row of a room's table: a command or query under a method and a path. From it come the handler, the OpenAPI
 * operation, the typed client and the permission table. Path parameters are part of the input; a parameter whose
 * field is a number is read as one. The rest of the input is the JSON body, or the query string of a GET.
 */
export type CommandRoute = Place & { readonly method: "POST" | "PUT"; readonly command: AnyCommand };
export type QueryRoute = Place & { readonly method: "GET"; readonly query: AnyQuery };
type Place = {
  readonly path: string;
  /** Also for a session that still lacks its second factor. */
  readonly half?: true;
};
export type Route = CommandRoute | QueryRoute;

export const inputOf = (route: Route): z.ZodType =>
  "command" in route ? route.command.input : route.query.input;

export const outputOf = (route: Route): z.ZodType =>
  "command" in route ? route.command.output : route.query.output;

export const definitionOf = (route: Route): AnyCommand | AnyQuery =>
  "command" in route ? route.command : route.query;

/** `/releases/{release}/verdicts` → ["release"] */
export const pathParameters = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);

/** The fields of an object schema by name. */
export function fieldsOf(schema: z.ZodType): Record<string, z.ZodType> {
  const { shape } = schema as unknown as { shape?: Record<string, z.ZodType> };
  return shape ?? {};
}

/** Is this field a number, behind any optional or default? */
export function isNumberField(schema: z.ZodType | undefined): boolean {
  let type = schema?.def as { type: string; innerType?: z.ZodType } | undefined;
  while (type?.innerType) type = type.innerType.def as typeof type;
  return type?.type === "number";
}
