import { LARGE_BODY_BYTES_MAX } from "#lib/api/guard/body-guard.ts";
import { createPointer } from "#lib/exposure/commands/create-pointer.ts";
import { modelList } from "#lib/overview/queries/model-list.ts";
import { modelPage } from "#lib/overview/queries/model-page.ts";
import { versionPage } from "#lib/overview/queries/version-page.ts";
import { createModel } from "#lib/registry/commands/create-model.ts";
import { registerVersion } from "#lib/registry/commands/register-version.ts";
import { reportEvaluation } from "#lib/registry/commands/report-evaluation.ts";
import { reviseCard } from "#lib/registry/commands/revise-card.ts";

const large = { bytes: LARGE_BODY_BYTES_MAX };

export const registryRoutes = [
  { method: "GET", path: "/models", query: modelList, view: true },
  { method: "POST", path: "/models", command: createModel },
  { method: "GET", path: "/models/{model}", query: modelPage, view: true },
  { method: "POST", path: "/models/{model}/pointers", command: createPointer },
  { method: "POST", path: "/models/{model}/versions", command: registerVersion, limits: large },
  { method: "GET", path: "/models/{model}/versions/{version}", query: versionPage, view: true },
  { method: "POST", path: "/models/{model}/versions/{version}/cards", command: reviseCard, limits: large },
  {
    method: "POST",
    path: "/models/{model}/versions/{version}/evaluations",
    command: reportEvaluation,
    limits: large,
  },
] as const;
