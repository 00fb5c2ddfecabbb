import type { z } from "zod";
import { PERMISSIONS, type Permission, TOKEN_SCOPES } from "#lib/access/permission.ts";
import type { AnyEndpoint, Who } from "#lib/api/contract/endpoint.ts";
import { pathParameters } from "#lib/api/contract/path.ts";
import { EXAMPLES } from "./examples.ts";
import type { Json } from "./field-words.ts";
import { problemsOf } from "./problems.ts";
import { sampleFor } from "./sample.ts";
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
  return isOfPeople(who) ? [{ session: [] }] : undefined;
}

/** Whether only a signed-in person can call it: no token is given its permission. */
export const isOfPeople = (who: Who): boolean =>
  typeof who === "object" &&
  ("person" in who || ("permission" in who && !TOKEN_SCOPES.some((scope) => scope === who.permission)));

type ObjectSchema = { properties?: Record<string, Json>; required?: string[] };

function fieldParameters({ name: operation, method, path, input }: AnyEndpoint): Json[] {
  const schema = schemaOf(input, "input");
  const { properties = {}, required = [] } = schema as ObjectSchema;
  const example: Json = { ...(sampleFor(operation, schema) as Json), ...EXAMPLES[operation]?.path };
  const inPath = pathParameters(path);
  const fromPath = inPath.map((name) => ({
    name,
    in: "path",
    required: true,
    ...described(properties[name] ?? {}),
    example: example[name],
  }));
  if (method !== "GET") return fromPath;
  const fromQuery = Object.entries(properties)
    .filter(([name]) => !inPath.includes(name))
    .map(([name, schema]) => ({
      name,
      in: "query",
      required: required.includes(name),
      ...described(schema),
      ...(required.includes(name) ? { example: example[name] } : {}),
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
  if (body) return { required: false, content: contentOf(name, body) };
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
      "application/json": {
        schema,
        example: example && "json" in example ? example.json : sampleFor(name, { type: "object", ...schema }),
      },
    },
  };
}

const BYTES = { type: "string", format: "binary" };

function contentOf(operation: string, body: Readonly<Record<string, z.ZodType | null>>): Json {
  const example = EXAMPLES[operation];
  return Object.fromEntries(
    Object.entries(body).map(([type, declared]) => {
      const schema = declared ? schemaOf(declared, "input") : BYTES;
      const given = example && "file" in example ? example.file : sampleFor(operation, schema);
      return [type, { schema, example: given }];
    }),
  );
}
