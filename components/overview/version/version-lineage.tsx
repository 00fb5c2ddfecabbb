import { LineageSketch } from "#components/registry/lineage-sketch.tsx";
import type { VersionPageView } from "#lib/overview/views/version-page.ts";
import { lineageOf } from "./lineage-of.ts";

/** Where a version comes from and where it serves, as a sketch. */
export function VersionLineage({ page }: { page: VersionPageView }) {
  const { nodes, edges } = lineageOf(page);
  return <LineageSketch nodes={nodes} edges={edges} currentId="version" />;
}
