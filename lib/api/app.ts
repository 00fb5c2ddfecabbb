import { Hono } from "hono";
import { v7 as uuidv7 } from "uuid";
import type { AssignmentTable } from "#lib/serving/assignment-table.ts";
import type { ArtifactStore } from "#lib/storage/artifact-store.ts";
import type { Door } from "./authenticate.ts";
import { bodyGuard } from "./body-guard.ts";
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
import { failure, handleRoute } from "./handle.ts";
import { problemResponse } from "./problem.ts";
import { closeFixedAddresses, isPattern, patternOf, refuseUnknown } from "./refuse-method.ts";
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
