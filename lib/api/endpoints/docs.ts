import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { z } from "zod";
import { answersJson, defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { openApi } from "#lib/api/openapi/document.ts";
import { DOCS_PATH } from "#lib/http/headers.ts";

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

const page = defineEndpoint({
  name: "api-page",
  summary: "This API's description as a page",
  tag: "server",
  method: "GET",
  path: DOCS_PATH,
  who: "anybody",
  input: z.object({}),
  answers: { 200: { description: "A page.", type: "text/html" } },
  problems: [500],
  handle: () => async () => new Response(html, { headers: { "content-type": "text/html; charset=utf-8" } }),
});

const bundle = defineEndpoint({
  name: "api-page-script",
  summary: "The script of the description page",
  tag: "server",
  method: "GET",
  path: `${DOCS_PATH}/redoc.js`,
  who: "anybody",
  input: z.object({}),
  answers: { 200: { description: "A script.", type: "text/javascript" } },
  problems: [500],
  handle: () => async () => {
    const path = createRequire(import.meta.url).resolve("redoc/bundles/redoc.standalone.js");
    const script = (await readFile(path, "utf8")).replaceAll(FOREIGN_IMAGE, NO_IMAGE);
    return new Response(script, {
      headers: { "content-type": "text/javascript", "cache-control": "public, max-age=86400" },
    });
  },
});

/** The API's description: for programs at /api/v1/openapi.json, for people at /api/docs. */
export const docsEndpoints = [description, page, bundle] as const;

/** The bundle would fetch its maker's logo from another host; this page makes no foreign requests. */
const FOREIGN_IMAGE = "https://cdn.redoc.ly/redoc/logo-mini.svg";
const NO_IMAGE = "data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27/%3E";

const html = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>API · Countersign</title></head>
<body style="margin:0">
<redoc spec-url="/api/v1/openapi.json" disable-search="false" hide-download-button="false"></redoc>
<script src="${DOCS_PATH}/redoc.js"></script>
</body>
</html>`;
