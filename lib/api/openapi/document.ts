import { IDEMPOTENCY_KEY } from "#lib/api/read-input.ts";
import { definitionOf, fieldsOf, inputOf, outputOf, pathParameters, type Route } from "#lib/api/route.ts";
import { API_PREFIX, routes } from "#lib/api/table.ts";
import { doorPaths, type Json, jsonBody, permissionOf, responses, schemaOf } from "./endpoints.ts";
import { refusalResponses, refusalsOf } from "./refusals.ts";
import { secondFactorPaths } from "./second-factor.ts";

/** The OpenAPI 3.1 description of everything in the route table and the doors beside it. */
export function openApi(version: string): Json {
  const paths: Record<string, Json> = {
    ...doorPaths(API_PREFIX),
    ...secondFactorPaths(API_PREFIX),
  };
  for (const route of routes) {
    const path = API_PREFIX + route.path;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Countersign",
      version,
      description:
        "The system of record for changing machine-learning models in production. Every refusal is problem+json with a stable `code`.",
    },
    servers: [{ url: "/" }],
    security: [{ token: [] }, { basic: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer" },
        basic: { type: "http", scheme: "basic", description: "The token as the password; any user name." },
        session: { type: "apiKey", in: "cookie", name: "countersign" },
      },
      schemas: { Problem: problemSchema },
      responses: refusalResponses,
    },
  };
}

function operationOf(route: Route): Json {
  const definition = definitionOf(route);
  const inPath = pathParameters(route.path);
  const {
    properties = {},
    required = [],
    ...rest
  } = schemaOf(inputOf(route), "input") as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  const parameters: Json[] = inPath.map((name) => ({
    name,
    in: "path",
    required: true,
    schema: properties[name] ?? {},
  }));
  const others = Object.fromEntries(Object.entries(properties).filter(([name]) => !inPath.includes(name)));
  const needed = required.filter((name) => !inPath.includes(name));
  if (route.method === "GET")
    for (const [name, schema] of Object.entries(others))
      parameters.push({ name, in: "query", required: needed.includes(name), schema });
  else parameters.push(idempotencyKey);
  const hasBody = route.method !== "GET" && Object.keys(fieldsOf(inputOf(route))).length > inPath.length;
  return {
    operationId: definition.name,
    summary: definition.summary,
    description: permissionOf(definition.permission),
    tags: [route.path.split("/")[1]],
    parameters,
    ...(hasBody ? { requestBody: jsonBody({ ...rest, properties: others, required: needed }) } : {}),
    responses: responses(
      schemaOf(outputOf(route), "output"),
      refusalsOf(route.method === "GET" ? "look" : "change"),
    ),
  };
}

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  schema: { type: "string", pattern: IDEMPOTENCY_KEY.source },
  description: "The same request again under the same key is answered as the first was, and recorded once.",
};

const problemSchema = {
  type: "object",
  required: ["type", "title", "status", "code", "requestId"],
  properties: {
    type: { type: "string" },
    title: { type: "string", description: "What happened, in a sentence." },
    status: { type: "integer" },
    code: { type: "string", description: "Stable; never reworded." },
    todo: { type: "string", description: "What to do about it." },
    field: { type: "string" },
    issues: {
      type: "array",
      items: { type: "object", properties: { field: { type: "string" }, message: { type: "string" } } },
    },
    requestId: { type: "string" },
  },
};
