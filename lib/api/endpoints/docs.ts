import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Api } from "#lib/api/app.ts";
import { openApi } from "#lib/api/openapi/document.ts";

/** The API described: for programs at /api/v1/openapi.json, for people at /api/docs. */
export function docsDoors(app: Api): void {
  const description = JSON.stringify(openApi("1"));
  app.get(
    "/api/v1/openapi.json",
    () => new Response(description, { headers: { "content-type": "application/json" } }),
  );
  app.get("/api/docs/redoc.js", async () => {
    const path = createRequire(import.meta.url).resolve("redoc/bundles/redoc.standalone.js");
    const bundle = (await readFile(path, "utf8")).replaceAll(FOREIGN_IMAGE, NO_IMAGE);
    return new Response(bundle, {
      headers: { "content-type": "text/javascript", "cache-control": "public, max-age=86400" },
    });
  });
  app.get("/api/docs", () => new Response(page, { headers: { "content-type": "text/html; charset=utf-8" } }));
}

/** The bundle would fetch its maker's logo from elsewhere; nothing here asks anybody for anything. */
const FOREIGN_IMAGE = "https://cdn.redoc.ly/redoc/logo-mini.svg";
const NO_IMAGE = "data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27/%3E";

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>API · Countersign</title></head>
<body style="margin:0">
<redoc spec-url="/api/v1/openapi.json" disable-search="false" hide-download-button="false"></redoc>
<script src="/api/docs/redoc.js"></script>
</body>
</html>`;
