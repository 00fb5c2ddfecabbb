import { z } from "zod";
import { PERMISSIONS } from "#lib/access/permission.ts";
import { ingestAnswer, outcomeBatch, predictionBatch } from "#lib/monitoring/batch.ts";
import { definitionOf, fieldsOf, inputOf, outputOf, pathParameters, type Route } from "./route.ts";
import { API_PREFIX, routes } from "./table.ts";

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 description of everything in the route table and the telemetry doors. */
export function openApi(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = API_PREFIX + route.path;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  for (const [name, schema] of Object.entries({ predictions: predictionBatch, outcomes: outcomeBatch }))
    paths[`${API_PREFIX}/${name}`] = {
      post: {
        operationId: `ingest-${name}`,
        summary: `Take in ${name}, once by batch id`,
        tags: ["telemetry"],
        requestBody: jsonBody(schemaOf(schema, "input")),
        responses: responses(schemaOf(ingestAnswer, "output")),
      },
    };
  paths[`${API_PREFIX}/releases/{release}/packet`] = { get: packetDownload };
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
    },
  };
}

const refused = {
  description: "Refused, with a stable code and what to do.",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

const packetDownload = {
  operationId: "evidence-packet",
  summary: "A release's evidence packet, to be checked with no server",
  description: `Permission \`packet:export\`: ${PERMISSIONS["packet:export"].join(", ")}.`,
  tags: ["releases"],
  parameters: [{ name: "release", in: "path", required: true, schema: { type: "integer", minimum: 1 } }],
  responses: {
    200: {
      description: "A tar archive. Unpack it and run `countersign verify <folder>`.",
      content: { "application/x-tar": { schema: { type: "string", format: "binary" } } },
    },
    default: refused,
  },
};

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
  const roles = PERMISSIONS[definition.permission];
  return {
    operationId: definition.name,
    summary: definition.summary,
    description: `Permission \`${definition.permission}\`${roles.length > 0 ? `: ${roles.join(", ")}` : ""}.`,
    tags: [route.path.split("/")[1]],
    parameters,
    ...(hasBody ? { requestBody: jsonBody({ ...rest, properties: others, required: needed }) } : {}),
    responses: responses(schemaOf(outputOf(route), "output")),
  };
}

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  schema: { type: "string", maxLength: 200 },
  description: "The same request again under the same key is answered as the first was, and recorded once.",
};

const jsonBody = (schema: unknown): Json => ({ required: true, content: { "application/json": { schema } } });

const responses = (schema: unknown): Json => ({
  200: { description: "Done.", content: { "application/json": { schema } } },
  default: refused,
});

function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}

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
