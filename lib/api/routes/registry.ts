import { HEAVY_BODY_BYTES_MAX, LARGE_BODY_BYTES_MAX } from "#lib/api/guard/body-guard.ts";
import { createPointer } from "#lib/exposure/commands/create-pointer.ts";
import { modelList } from "#lib/overview/queries/model-list.ts";
import { modelPage } from "#lib/overview/queries/model-page.ts";
import { versionPage } from "#lib/overview/queries/version-page.ts";
import { createModel } from "#lib/registry/commands/create-model.ts";
import { registerVersion } from "#lib/registry/commands/register-version.ts";
import { reportEvaluation } from "#lib/registry/commands/report-evaluation.ts";
import { reviseCard } from "#lib/registry/commands/revise-card.ts";
import { fileChanges } from "#lib/registry/queries/file-changes.ts";
import { versionFiles } from "#lib/registry/queries/version-files.ts";

const large = { bytes: LARGE_BODY_BYTES_MAX };
const heavy = {
  bytes: HEAVY_BODY_BYTES_MAX,
  instead: "Shorten the paths, or pack small files into archives and register those.",
};

export const registryRoutes = [
  { method: "GET", path: "/models", query: modelList, view: true },
  { method: "POST", path: "/models", command: createModel },
  { method: "GET", path: "/models/{model}", query: modelPage, view: true },
  { method: "POST", path: "/models/{model}/pointers", command: createPointer },
  { method: "POST", path: "/models/{model}/versions", command: registerVersion, limits: heavy },
  { method: "GET", path: "/models/{model}/versions/{version}", query: versionPage, view: true },
  { method: "GET", path: "/models/{model}/versions/{version}/files", query: versionFiles },
  { method: "GET", path: "/models/{model}/versions/{version}/file-changes", query: fileChanges },
  { method: "POST", path: "/models/{model}/versions/{version}/cards", command: reviseCard, limits: large },
  {
    method: "POST",
    path: "/models/{model}/versions/{version}/evaluations",
    command: reportEvaluation,
    limits: large,
  },
] as const;
