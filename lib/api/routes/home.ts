import { issueFeed } from "#lib/overview/commands/issue-feed.ts";
import { resendMail } from "#lib/overview/commands/resend-mail.ts";
import { revokeFeed } from "#lib/overview/commands/revoke-feed.ts";
import { setNotification } from "#lib/overview/commands/set-notification.ts";
import { councilForm } from "#lib/overview/queries/council-form.ts";
import { councilList } from "#lib/overview/queries/council-list.ts";
import { councilPage } from "#lib/overview/queries/council-page.ts";
import { deadMail } from "#lib/overview/queries/dead-mail.ts";
import { homePage } from "#lib/overview/queries/home-page.ts";
import { inbox } from "#lib/overview/queries/inbox.ts";
import { modelReleases } from "#lib/overview/queries/model-releases.ts";
import { notificationSetting } from "#lib/overview/queries/notification-setting.ts";
import { search } from "#lib/overview/queries/search.ts";

export const homeRoutes = [
  { method: "GET", path: "/home", query: homePage, view: true },
  { method: "GET", path: "/councils", query: councilList, view: true },
  { method: "GET", path: "/council-form", query: councilForm, view: true },
  { method: "GET", path: "/councils/{councilId}", query: councilPage, view: true },
  { method: "GET", path: "/inbox", query: inbox, view: true },
  { method: "GET", path: "/notifications", query: notificationSetting, view: true },
  { method: "PUT", path: "/notifications", command: setNotification },
  { method: "POST", path: "/calendar-feed", command: issueFeed },
  { method: "POST", path: "/calendar-feed/revoke", command: revokeFeed },
  { method: "GET", path: "/dead-mail", query: deadMail, view: true },
  { method: "POST", path: "/dead-mail/{messageId}/resend", command: resendMail },
  { method: "GET", path: "/models/{model}/releases", query: modelReleases, view: true },
  { method: "GET", path: "/search", query: search, view: true },
] as const;
