import type { TestProject } from "vitest/node";
import { startCluster, templateDatabase } from "./cluster.ts";
import { dropKept, keptPrefix } from "./kept.ts";

declare module "vitest" {
  interface ProvidedContext {
    clusterUrl: string;
    template: string;
    keptPrefix: string;
  }
}

/** One Postgres for the whole run; each test file copies its own database from the template. */
// biome-ignore lint/style/noDefaultExport: vitest calls the default export.
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startCluster();
  project.provide("clusterUrl", cluster.ownerUrl);
  project.provide("template", await templateDatabase(cluster.ownerUrl));
  const prefix = keptPrefix(new Date());
  project.provide("keptPrefix", prefix);
  return async () => {
    await dropKept(cluster.ownerUrl, prefix);
    await cluster.stop();
  };
}
