import { accessRoutes } from "./routes/access.ts";
import { auditRoutes } from "./routes/audit.ts";
import { homeRoutes } from "./routes/home.ts";
import { policyRoutes } from "./routes/policy.ts";
import { registryRoutes } from "./routes/registry.ts";
import { releaseRoutes } from "./routes/releases.ts";
import { rolloutRoutes } from "./routes/rollouts.ts";

/** Every command and query with an address, under /api/v1. */
export const routes = [
  ...accessRoutes,
  ...auditRoutes,
  ...registryRoutes,
  ...policyRoutes,
  ...releaseRoutes,
  ...rolloutRoutes,
  ...homeRoutes,
] as const;

export const API_PREFIX = "/api/v1";
