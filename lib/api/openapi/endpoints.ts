import { z } from "zod";
import { changePassword } from "#lib/access/commands/change-password.ts";
import { PERMISSIONS, type Permission } from "#lib/access/permission.ts";
import { presenceInput, presenceOutput } from "#lib/api/endpoints/presence.ts";
import { fieldsOf } from "#lib/api/route.ts";
import { eventList } from "#lib/audit/queries/event-list.ts";
import { ordinal, slug } from "#lib/kernel/fields.ts";
import { ingestAnswer, outcomeBatch, predictionBatch } from "#lib/monitoring/batch.ts";
import { manifestFile } from "#lib/registry/manifest.ts";
import { refusalsOf } from "./refusals.ts";

export type Json = Record<string, unknown>;

export const jsonBody = (schema: unknown): Json => ({
  required: true,
  content: { "application/json": { schema } },
});

export const responses = (schema: unknown, refusals: Json): Json => ({
  200: { description: "Done.", content: { "application/json": { schema } } },
  ...refusals,
});

export function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}

export const permissionOf = (permission: Permission): string => {
  const roles = PERMISSIONS[permission];
  return `Permission \`${permission}\`${roles.length > 0 ? `: ${roles.join(", ")}` : ""}.`;
};

/** The doors beside the route table, whose body or answer is a file or whose work is no command; by path. */
export function doorPaths(prefix: string): Record<string, Json> {
  return {
    [`${prefix}/predictions`]: { post: ingest("predictions", predictionBatch) },
    [`${prefix}/outcomes`]: { post: ingest("outcomes", outcomeBatch) },
    [`${prefix}/artifacts`]: { post: artifactUpload },
    [`${prefix}/models/{model}/versions/{version}/artifacts/{path}`]: { get: artifactDownload },
    [`${prefix}/releases/{release}/packet`]: { get: packetDownload },
    [`${prefix}/audit/events.csv`]: { get: auditDownload },
    [`${prefix}/session/step-up`]: { post: stepUp },
    [`${prefix}/account/password`]: { post: renewal },
  };
}

const ingest = (name: string, schema: z.ZodType): Json => ({
  operationId: `ingest-${name}`,
  summary: `Take in ${name}, once by batch id`,
  description: permissionOf("telemetry:ingest"),
  tags: ["telemetry"],
  requestBody: jsonBody(schemaOf(schema, "input")),
  responses: responses(schemaOf(ingestAnswer, "output"), refusalsOf("change")),
});

const file = (mediaType: string, description: string): Json => ({
  200: { description, content: { [mediaType]: { schema: { type: "string", format: "binary" } } } },
  ...refusalsOf("look"),
  429: { $ref: "#/components/responses/Throttled" },
});

const inPath = (name: string, schema: z.ZodType): Json => ({
  ...{ name, in: "path", required: true },
  schema: schemaOf(schema, "input"),
});
const bytes = { type: "string", format: "binary" };

const artifactUpload: Json = {
  operationId: "store-artifact",
  summary: "Store an artifact by its content",
  description: `${permissionOf("artifact:store")} The body is the file itself, also an empty one; the answer is what a manifest names.`,
  tags: ["models"],
  requestBody: { required: false, content: { "application/octet-stream": { schema: bytes } } },
  responses: responses(
    {
      type: "object",
      properties: { digest: { type: "string" }, size: { type: "integer" } },
      required: ["digest", "size"],
    },
    refusalsOf("change"),
  ),
};

const artifactDownload: Json = {
  operationId: "version-artifact",
  summary: "Download a file of a version, by the path its manifest gives it",
  description: permissionOf("registry:read"),
  tags: ["models"],
  parameters: [inPath("model", slug), inPath("version", ordinal), inPath("path", manifestFile.shape.path)],
  responses: {
    ...file("application/octet-stream", "The file. Its ETag is its digest."),
    304: { description: "It is the one that `If-None-Match` names." },
  },
};

const packetDownload: Json = {
  operationId: "evidence-packet",
  summary: "A release's evidence packet, to be checked with no server",
  description: permissionOf("packet:export"),
  tags: ["releases"],
  parameters: [inPath("release", ordinal)],
  responses: file("application/x-tar", "A tar archive. Unpack it and run `countersign verify <folder>`."),
};

const auditDownload: Json = {
  operationId: "audit-file",
  summary: "The audit trail as comma-separated values, newest first",
  description: permissionOf("audit:read"),
  tags: ["audit"],
  parameters: Object.entries(fieldsOf(eventList.input))
    .filter(([name]) => !["cursor", "limit"].includes(name))
    .map(([name, schema]) => ({ name, in: "query", required: false, schema: schemaOf(schema, "input") })),
  responses: file("text/csv", "At most 10,000 lines; the last one says when that is not all."),
};

const stepUp: Json = {
  operationId: "step-up",
  summary: "Prove anew that it is you, for one act over one digest",
  description:
    "For signed-in people: a passkey's answer, or the password, with a one-time code where the account has a second factor. The proof is spent once, within five minutes.",
  tags: ["session"],
  security: [{ session: [] }],
  requestBody: jsonBody(schemaOf(presenceInput, "input")),
  responses: responses(schemaOf(presenceOutput, "output"), refusalsOf("change")),
};

const renewal: Json = {
  operationId: changePassword.name,
  summary: changePassword.summary,
  description: "For signed-in people. Ends all their other sessions.",
  tags: ["session"],
  security: [{ session: [] }],
  requestBody: jsonBody(schemaOf(changePassword.input, "input")),
  responses: responses(schemaOf(changePassword.output, "output"), refusalsOf("change")),
};
