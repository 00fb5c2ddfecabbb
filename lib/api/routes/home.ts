import { councilForm } from "#lib/overview/queries/council-form.ts";
import { councilList } from "#lib/overview/queries/council-list.ts";
import { councilPage } from "#lib/overview/queries/council-page.ts";
import { homePage } from "#lib/overview/queries/home-page.ts";
import { modelReleases } from "#lib/overview/queries/model-releases.ts";
import { search } from "#lib/overview/queries/search.ts";

export const homeRoutes = [
  { method: "GET", path: "/home", query: homePage, view: true },
  { method: "GET", path: "/councils", query: councilList, view: true },
  { method: "GET", path: "/council-form", query: councilForm, view: true },
  { method: "GET", path: "/councils/{councilId}", query: councilPage, view: true },
  { method: "GET", path: "/models/{model}/releases", query: modelReleases, view: true },
  { method: "GET", path: "/search", query: search, view: true },
] as const;
