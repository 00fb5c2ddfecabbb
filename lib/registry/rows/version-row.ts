import type { ModelVersion } from "#generated/prisma/client.ts";
import type { ManifestFile } from "#lib/registry/manifest.ts";
import type { VersionDetail } from "#lib/registry/views/version.ts";

type Described = Pick<VersionDetail, "datasets" | "schema" | "influence"> & { files: ManifestFile[] };

/** What describes a version. It passed its schemas when the version was registered. */
export const described = (version: ModelVersion): Described => ({
  files: version.manifest as unknown as Described["files"],
  datasets: version.datasets as unknown as Described["datasets"],
  schema: version.dataSchema as unknown as Described["schema"],
  influence: version.influence as unknown as Described["influence"],
});
