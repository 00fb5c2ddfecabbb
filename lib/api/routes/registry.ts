import { createPointer } from "#lib/exposure/commands/create-pointer.ts";
import { modelList } from "#lib/overview/queries/model-list.ts";
import { modelPage } from "#lib/overview/queries/model-page.ts";
import { versionPage } from "#lib/overview/queries/version-page.ts";
import { createModel } from "#lib/registry/commands/create-model.ts";
import { registerVersion } from "#lib/registry/commands/register-version.ts";
import { reportEvaluation } from "#lib/registry/commands/report-evaluation.ts";
import { reviseCard } from "#lib/registry/commands/revise-card.ts";

export const registryRoutes = [
  { method: "GET", path: "/models", query: modelList },
  { method: "POST", path: "/models", command: createModel },
  { method: "GET", path: "/models/{model}", query: modelPage },
  { method: "POST", path: "/models/{model}/pointers", command: createPointer },
  { method: "POST", path: "/models/{model}/versions", command: registerVersion },
  { method: "GET", path: "/models/{model}/versions/{version}", query: versionPage },
  { method: "POST", path: "/models/{model}/versions/{version}/cards", command: reviseCard },
  { method: "POST", path: "/models/{model}/versions/{version}/evaluations", command: reportEvaluation },
] as const;
