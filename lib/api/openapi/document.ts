import type { AnyEndpoint } from "#lib/api/contract/endpoint.ts";
import { documentPath } from "#lib/api/contract/path.ts";
import type { Json } from "./field-words.ts";
import { operationOf } from "./operation.ts";
import { problemResponses } from "./problems.ts";

/** The OpenAPI 3.1 description of every row of the table. */
export function openApi(version: string, table: readonly AnyEndpoint[]): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of table) {
    const path = documentPath(endpoint.path);
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Countersign",
      version,
      description:
        "The system of record for changing machine-learning models in production. Every refusal is problem+json with a stable `code`; OFREP has its own errors.",
    },
    servers: [{ url: "/" }],
    security: [{ token: [] }, { basic: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer" },
        basic: { type: "http", scheme: "basic", description: "The token as the password; any user name." },
        key: { type: "apiKey", in: "header", name: "X-API-Key", description: "The token, for OFREP." },
        session: { type: "apiKey", in: "cookie", name: "countersign" },
      },
      schemas: { Problem: problemSchema },
      responses: problemResponses,
    },
  };
}

const problemSchema = {
  type: "object",
  required: ["type", "title", "status", "code", "requestId"],
  properties: {
    type: { type: "string", description: "Address of the code's explanation." },
    title: { type: "string", description: "What happened, in a sentence." },
    status: { type: "integer", description: "The HTTP status." },
    code: { type: "string", description: "Stable; never reworded." },
    todo: { type: "string", description: "What to do next." },
    place: {
      type: "object",
      description:
        "The page where people do it. An address that begins with # is on the page they asked from.",
      required: ["label", "href"],
      properties: {
        label: { type: "string", description: "What they can do there." },
        href: { type: "string", description: "Its address." },
      },
    },
    field: { type: "string", description: "The field at fault, as a dotted path." },
    issues: {
      type: "array",
      description: "Everything wrong with the input, field by field.",
      items: {
        type: "object",
        properties: {
          field: { type: "string", description: "The field, as a dotted path." },
          message: { type: "string", description: "What is wrong with it." },
        },
      },
    },
    requestId: { type: "string", description: "Name it when you ask the operator for help." },
  },
};
