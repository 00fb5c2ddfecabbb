import { Hono } from "hono";
import { v7 as uuidv7 } from "uuid";
import type { AssignmentTable } from "#lib/exposure/serving/assignment-table.ts";
import type { ArtifactStore } from "#lib/storage/artifact-store.ts";
import { artifactDoors } from "./endpoints/artifacts.ts";
import { auditCsvDoors } from "./endpoints/audit-csv.ts";
import { cspReportDoors } from "./endpoints/csp-report.ts";
import { docsDoors } from "./endpoints/docs.ts";
import { evaluationDoors } from "./endpoints/evaluation.ts";
import { healthDoors } from "./endpoints/health.ts";
import { logDoors } from "./endpoints/log.ts";
import { packetDoors } from "./endpoints/packet.ts";
import { passwordDoors } from "./endpoints/password.ts";
import { presenceDoors } from "./endpoints/presence.ts";
import { secondFactorDoors } from "./endpoints/second-factor.ts";
import { telemetryDoors } from "./endpoints/telemetry.ts";
import type { Door } from "./guard/authenticate.ts";
import { bodyGuard } from "./guard/body-guard.ts";
import { closeFixedAddresses, isPattern, patternOf, refuseUnknown } from "./guard/refuse-method.ts";
import { failure, handleRoute } from "./handle.ts";
import { problemResponse } from "./problem.ts";
import type { Route } from "./route.ts";
import { API_PREFIX, routes } from "./table.ts";

export type ApiParts = Door & { readonly store: ArtifactStore; readonly assignments: AssignmentTable };

export type Api = Hono<{ Variables: { requestId: string } }>;

/** The HTTP API: every row of the route table, and the doors whose bodies are not JSON. */
export function buildApi(parts: ApiParts): Api {
  const app: Api = new Hono();
  const guard = bodyGuard();
  app.use(async (context, next) => {
    const requestId = uuidv7();
    context.set("requestId", requestId);
    const body = await guard(context);
    if (!body.ok) return problemResponse(body.error, requestId);
    await next().finally(body.value);
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
