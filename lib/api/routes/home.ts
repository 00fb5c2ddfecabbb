import { homePage } from "#lib/overview/queries/home-page.ts";
import { inbox } from "#lib/overview/queries/inbox.ts";
import { modelReleases } from "#lib/overview/queries/model-releases.ts";
import { search } from "#lib/overview/queries/search.ts";

export const homeRoutes = [
  { method: "GET", path: "/home", query: homePage, view: true },
  { method: "GET", path: "/inbox", query: inbox, view: true },
  { method: "GET", path: "/models/{model}/releases", query: modelReleases, view: true },
  { method: "GET", path: "/search", query: search, view: true },
] as const;
