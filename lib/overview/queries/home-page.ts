import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";
import { waitingItems } from "#lib/overview/rows/waiting-items.ts";
import { homePageView } from "#lib/overview/views/home-page.ts";
import { workspaceNow } from "./workspace-now.ts";

/** The first page of the day: what needs the reader, live rollouts, what needs attention, recent decisions. */
export const homePage = defineQuery({
  name: "home-page",
  permission: "registry:read",
  summary: "What needs the reader, live rollouts, what needs attention, recent decisions",
  input: z.strictObject({}),
  output: homePageView,

  async load(tx, input, context) {
    const waiting = await waitingItems(tx, context.caller, context.now);
    const now = await workspaceNow.load(tx, input, context);
    return now.ok ? ok({ waiting, ...now.value }) : now;
  },
});
