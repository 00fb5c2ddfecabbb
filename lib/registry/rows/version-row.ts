import type { ModelVersion } from "#generated/prisma/client.ts";
import type { VersionDetail } from "#lib/registry/views/version.ts";

type Described = Pick<VersionDetail, "datasets" | "schema" | "influence">;

/** What describes a version. It passed its schemas when the version was registered. */
export const described = (version: ModelVersion): Described => ({
  datasets: version.datasets as unknown as Described["datasets"],
  schema: version.dataSchema as unknown as Described["schema"],
  influence: version.influence as unknown as Described["influence"],
});
