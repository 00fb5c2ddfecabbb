import { type Context, Hono } from "hono";
import { v7 as uuidv7 } from "uuid";
import { refuse } from "#lib/kernel/refusal.ts";
import type { AssignmentTable } from "#lib/serving/assignment-table.ts";
import type { ArtifactStore } from "#lib/storage/artifact-store.ts";
import type { Door } from "./authenticate.ts";
import { artifactDoors } from "./doors/artifacts.ts";
import { auditCsvDoors } from "./doors/audit-csv.ts";
import { cspReportDoors } from "./doors/csp-report.ts";
import { docsDoors } from "./doors/docs.ts";
import { evaluationDoors } from "./doors/evaluation.ts";
import { healthDoors } from "./doors/health.ts";
import { logDoors } from "./doors/log.ts";
import { packetDoors } from "./doors/packet.ts";
import { passwordDoors } from "./doors/password.ts";
import { presenceDoors } from "./doors/presence.ts";
import { secondFactorDoors } from "./doors/second-factor.ts";
import { telemetryDoors } from "./doors/telemetry.ts";
import { type ApiContext, failure, handleRoute } from "./handle.ts";
import { problemResponse } from "./problem.ts";
import { closeFixedAddresses, isPattern, patternOf, refuseUnknown } from "./refuse-method.ts";
import type { Route } from "./route.ts";
import { API_PREFIX, routes } from "./table.ts";

export type ApiParts = Door & { readonly store: ArtifactStore; readonly assignments: AssignmentTable };

/** Most bodies are small; telemetry and manifests have their own room. */
export const BODY_BYTES_MAX = 256 * 1024;
const LARGE_BODY_BYTES_MAX = 4 * 1024 * 1024;
const LARGE_BODIES =
  /^\/api\/v1\/(predictions|outcomes|models\/[^/]+\/versions(\/\d+\/(cards|evaluations))?)$/;

export type Api = Hono<{ Variables: { requestId: string } }>;

/** The HTTP API: every row of the route table, and the doors whose bodies are not JSON. */
export function buildApi(parts: ApiParts): Api {
  const app: Api = new Hono();
  app.use(async (context, next) => {
    const requestId = uuidv7();
    context.set("requestId", requestId);
    const tooLarge = await refuseLargeBody(context);
    if (tooLarge) return tooLarge;
    await next();
    context.res.headers.set("x-request-id", requestId);
  });
  for (const add of [
    artifactDoors,
    auditCsvDoors,
    cspReportDoors,
    docsDoors,
    evaluationDoors,
    healthDoors,
    logDoors,
    packetDoors,
    passwordDoors,
    presenceDoors,
    secondFactorDoors,
    telemetryDoors,
  ])
    add(app, parts);
  const hang = (route: Route) =>
    app.on(route.method, API_PREFIX + patternOf(route.path), handleRoute(parts, route));
  for (const route of routes) if (!isPattern(route.path)) hang(route);
  closeFixedAddresses(app);
  for (const route of routes) if (isPattern(route.path)) hang(route);
  app.notFound((context) => refuseUnknown(app, context));
  app.onError((error, context) => failure(error, context.get("requestId") ?? ""));
  return app;
}

/**
 * Refuses a body over the limit before any of it is parsed. Artifacts are streamed by their own door.
 */
async function refuseLargeBody(context: ApiContext): Promise<Response | null> {
  const { method, path } = context.req;
  if (["GET", "HEAD"].includes(method) || path === `${API_PREFIX}/artifacts`) return null;
  const limit = LARGE_BODIES.test(path) ? LARGE_BODY_BYTES_MAX : BODY_BYTES_MAX;
  const declared = context.req.header("content-length") ?? "";
  // Node hands on no more than a declared length; only a body without one has to be measured here.
  const fits = /^\d{1,15}$/.test(declared) ? Number(declared) <= limit : await readWithin(context, limit);
  if (fits) return null;
  const refusal = refuse("too-large", "body-too-large", `The body is larger than ${limit} bytes.`, {
    todo: "Send less at once.",
  });
  return problemResponse(refusal.error, context.get("requestId"));
}

/** Buffers a body of undeclared length, up to the limit. */
async function readWithin(context: Context, limit: number): Promise<boolean> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of context.req.raw.body ?? []) {
    size += chunk.length;
    if (size > limit) return false;
    chunks.push(chunk);
  }
  const { url, method, headers } = context.req.raw;
  context.req.raw = new Request(url, { method, headers, body: size > 0 ? Buffer.concat(chunks) : null });
  return true;
}
