import { z } from "zod";
import { defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { tableVersion } from "#lib/exposure/serving/table-version.ts";
import { isNoneMatch } from "#lib/http/etag.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { configurationOf } from "./configuration.ts";
import { flagdConfiguration } from "./wire.ts";

/** What any number of flagd instances poll: the workspace's flags as their configuration, from memory. */
const configuration = defineEndpoint({
  name: "flagd-configuration",
  summary: "Every flag as a configuration for flagd",
  description:
    "For flagd's HTTP sync: each instance gives every subject the version that an evaluation here gives it. A change reaches it with its next poll. It issues no exposure receipts.",
  tag: "ofrep",
  method: "GET",
  path: "/ofrep/v1/flagd.json",
  who: { permission: "assignment:evaluate" },
  input: z.object({}),
  headers: { "If-None-Match": { description: "The ETag of the configuration the client already has." } },
  answers: {
    200: {
      description: "The configuration.",
      type: "application/json",
      schema: flagdConfiguration,
      headers: { ETag: "Changes whenever a pointer serves differently." },
    },
    304: { description: "Nothing changed since the configuration that `If-None-Match` names." },
  },
  handle:
    ({ assignments }) =>
    async ({ caller: { workspaceId }, context: { req } }) => {
      if (!assignments.ready())
        return refuse("unavailable", "assignments-not-ready", "Assignments are not loaded yet.", {
          todo: "Ask again in a second.",
        });
      const pointers = assignments.all(workspaceId);
      const version = tableVersion(pointers);
      const etag = `"${version}"`;
      const headers = { "cache-control": "private, no-cache", etag };
      if (isNoneMatch(req.header("if-none-match"), etag)) return new Response(null, { status: 304, headers });
      return new Response(JSON.stringify(configurationOf(pointers, version)), {
        headers: { ...headers, "content-type": "application/json" },
      });
    },
});

export const flagdEndpoints = [configuration] as const;
