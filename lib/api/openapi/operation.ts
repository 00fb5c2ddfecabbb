import type { z } from "zod";
import { PERMISSIONS, type Permission } from "#lib/access/permission.ts";
import type { AnyEndpoint, Who } from "#lib/api/contract/endpoint.ts";
import { pathParameters } from "#lib/api/contract/path.ts";
import { EXAMPLES } from "./examples.ts";
import type { Json } from "./field-words.ts";
import { problemsOf } from "./problems.ts";
import { answersOf, schemaOf } from "./schema.ts";

/** An endpoint as an OpenAPI operation. */
export function operationOf(endpoint: AnyEndpoint): Json {
  const { name, summary, description, tag, who, answers } = endpoint;
  const body = bodyOf(endpoint);
  const security = securityOf(who);
  return {
    operationId: name,
    summary,
    description: [callersOf(who), description].filter((said) => said !== undefined).join(" "),
    tags: [tag],
    ...(security ? { security } : {}),
    parameters: [...fieldParameters(endpoint), ...headerParameters(endpoint)],
    ...(body ? { requestBody: body } : {}),
    responses: { ...answersOf(answers), ...problemsOf(endpoint) },
  };
}

function callersOf(who: Who): string {
  if (who === "anybody") return "For anybody.";
  if ("token" in who) return `For tokens with the scope \`${who.token}\`.`;
  if ("permission" in who) return permissionOf(who.permission);
  return who.person === "half"
    ? "For signed-in people, even before they give the second factor."
    : "For signed-in people.";
}

function permissionOf(permission: Permission): string {
  const roles = PERMISSIONS[permission];
  return `Permission \`${permission}\`${roles.length > 0 ? `: ${roles.join(", ")}` : ""}.`;
}

/** Where not every security scheme of the document is accepted. */
function securityOf(who: Who): Json[] | undefined {
  if (who === "anybody") return [];
  if ("token" in who) return [{ token: [] }, { basic: [] }, { key: [] }];
  return "person" in who ? [{ session: [] }] : undefined;
}

type ObjectSchema = { properties?: Record<string, Json>; required?: string[] };

function fieldParameters({ name: operation, method, path, input }: AnyEndpoint): Json[] {
  const example = EXAMPLES[operation]?.path ?? {};
  const { properties = {}, required = [] } = schemaOf(input, "input") as ObjectSchema;
  const inPath = pathParameters(path);
  const fromPath = inPath.map((name) => ({
    name,
    in: "path",
    required: true,
    ...described(properties[name] ?? {}),
    ...(name in example ? { example: example[name] } : {}),
  }));
  if (method !== "GET") return fromPath;
  const fromQuery = Object.entries(properties)
    .filter(([name]) => !inPath.includes(name))
    .map(([name, schema]) => ({
      name,
      in: "query",
      required: required.includes(name),
      ...described(schema),
    }));
  return [...fromPath, ...fromQuery];
}

const described = ({ description, ...schema }: Json): Json => ({ description, schema });

const headerParameters = ({ headers = {} }: AnyEndpoint): Json[] =>
  Object.entries(headers).map(([name, { description, pattern }]) => ({
    name,
    in: "header",
    required: false,
    schema: pattern === undefined ? { type: "string" } : { type: "string", pattern },
    description,
  }));

/** The body that a handler reads itself, or the rest of the input as JSON, which may be left out where all of it may. */
function bodyOf({ name, method, path, input, body }: AnyEndpoint): Json | null {
  const example = EXAMPLES[name];
  if (method === "GET") return null;
  if (body)
    return { required: false, content: contentOf(body, example && "file" in example ? example.file : null) };
  const inPath = pathParameters(path);
  const { properties = {}, required = [], ...rest } = schemaOf(input, "input") as ObjectSchema;
  const schema = {
    ...rest,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !inPath.includes(name))),
    required: required.filter((name) => !inPath.includes(name)),
  };
  return {
    required: schema.required.length > 0,
    content: {
      "application/json": { schema, ...(example && "json" in example ? { example: example.json } : {}) },
    },
  };
}

const BYTES = { type: "string", format: "binary" };

const contentOf = (body: Readonly<Record<string, z.ZodType | null>>, file: string | null): Json =>
  Object.fromEntries(
    Object.entries(body).map(([type, schema]) => [
      type,
      { schema: schema ? schemaOf(schema, "input") : BYTES, ...(file === null ? {} : { example: file }) },
    ]),
  );
