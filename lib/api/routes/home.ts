import { homePage } from "#lib/home/queries/home-page.ts";
import { modelReleases } from "#lib/home/queries/model-releases.ts";

export const homeRoutes = [
  { method: "GET", path: "/home", query: homePage },
  { method: "GET", path: "/models/{model}/releases", query: modelReleases },
] as const;
