import { flagdEndpoints } from "#lib/protocols/flagd/endpoints.ts";
import { ofrepEndpoints } from "#lib/protocols/ofrep/endpoints.ts";
import { providerEndpoints } from "#lib/protocols/openid-connect/endpoints.ts";
import { tileEndpoints } from "#lib/protocols/tlog-tiles/endpoints.ts";
import type { AnyEndpoint } from "./contract/endpoint.ts";
import { artifactEndpoints } from "./endpoints/artifacts.ts";
import { assignmentFiles } from "./endpoints/assignment-files.ts";
import { auditCsv } from "./endpoints/audit-csv.ts";
import { calendar } from "./endpoints/calendar.ts";
import { cspReport } from "./endpoints/csp-report.ts";
import { docsEndpoints } from "./endpoints/docs.ts";
import { gate } from "./endpoints/gate.ts";
import { health } from "./endpoints/health.ts";
import { inboxMarks } from "./endpoints/inbox.ts";
import { packet } from "./endpoints/packet.ts";
import { password } from "./endpoints/password.ts";
import { passwordLink } from "./endpoints/password-link.ts";
import { stepUp } from "./endpoints/presence.ts";
import { reviewsCsv } from "./endpoints/reviews-csv.ts";
import { secondFactorEndpoints } from "./endpoints/second-factor.ts";
import { minutesFile } from "./endpoints/sitting-minutes.ts";
import { telemetryEndpoints } from "./endpoints/telemetry.ts";
import { unsubscribe } from "./endpoints/unsubscribe.ts";
import { manifestDownload } from "./endpoints/version-manifest.ts";
import { waiversCsv } from "./endpoints/waivers-csv.ts";
import { endpointOf } from "./route.ts";
import { accessRoutes } from "./routes/access.ts";
import { auditRoutes } from "./routes/audit.ts";
import { homeRoutes } from "./routes/home.ts";
import { incidentRoutes } from "./routes/incidents.ts";
import { policyRoutes } from "./routes/policy.ts";
import { registryRoutes } from "./routes/registry.ts";
import { releaseRoutes } from "./routes/releases.ts";
import { rolloutRoutes } from "./routes/rollouts.ts";
import { webhookRoutes } from "./routes/webhooks.ts";

/** Every command and query with an address, under /api/v1. */
export const routes = [
  ...accessRoutes,
  ...auditRoutes,
  ...registryRoutes,
  ...policyRoutes,
  ...releaseRoutes,
  ...rolloutRoutes,
  ...incidentRoutes,
  ...homeRoutes,
  ...webhookRoutes,
] as const;

/** Every other address: files, proofs of presence, telemetry and foreign standards. */
export const endpoints = [
  ...artifactEndpoints,
  manifestDownload,
  auditCsv,
  ...assignmentFiles,
  reviewsCsv,
  waiversCsv,
  minutesFile,
  ...tileEndpoints,
  packet,
  gate,
  ...telemetryEndpoints,
  ...ofrepEndpoints,
  ...flagdEndpoints,
  stepUp,
  password,
  passwordLink,
  ...secondFactorEndpoints,
  ...providerEndpoints,
  inboxMarks,
  unsubscribe,
  calendar,
  health,
  cspReport,
  ...docsEndpoints,
] as const;

/** The whole API as one table. Where two patterns fit an address, the first wins. */
export const table: readonly AnyEndpoint[] = [...endpoints, ...routes.map(endpointOf)];
