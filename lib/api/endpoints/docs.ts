import { z } from "zod";
import { answersJson, defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { openApi } from "#lib/api/openapi/document.ts";

const description = defineEndpoint({
  name: "api-description",
  summary: "The OpenAPI description of this API",
  tag: "server",
  method: "GET",
  path: "/api/v1/openapi.json",
  who: "anybody",
  input: z.object({}),
  answers: answersJson(z.looseObject({ openapi: z.string() }), "An OpenAPI 3.1 document."),
  problems: [500],
  handle: ({ table }) => {
    const document = JSON.stringify(openApi("1", table));
    return async () => new Response(document, { headers: { "content-type": "application/json" } });
  },
});

/** The API's description for programs. People read it at /api/docs. */
export const docsEndpoints = [description] as const;
