import type { TestProject } from "vitest/node";
import { startCluster, templateDatabase } from "./cluster.ts";
import { copyInMemory } from "./in-memory.ts";
import { dropKept, keptPrefix } from "./kept.ts";

declare module "vitest" {
  interface ProvidedContext {
    clusterUrl: string;
    template: string;
    /** The template, or its copy in memory. */
    content: string;
    keptPrefix: string;
  }
}

/** One Postgres for the whole run; each test file copies its own database from the template. */
// biome-ignore lint/style/noDefaultExport: vitest calls the default export.
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startCluster();
  project.provide("clusterUrl", cluster.ownerUrl);
  const template = await templateDatabase(cluster.ownerUrl);
  project.provide("template", template);
  const prefix = keptPrefix(new Date());
  project.provide("keptPrefix", prefix);
  project.provide("content", (await copyInMemory(cluster.ownerUrl, template, prefix)) ?? template);
  return async () => {
    await dropKept(cluster.ownerUrl, prefix);
    await cluster.stop();
  };
}
