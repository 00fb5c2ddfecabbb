import { cache } from "react";
import { look } from "#lib/command/query.ts";
import { shellSummary } from "#lib/overview/queries/shell-summary.ts";
import type { ShellSummary } from "#lib/overview/views/shell-summary.ts";
import { pageCaller } from "./caller.ts";
import { database } from "./database.ts";

const NOTHING: ShellSummary = {
  workspace: "",
  email: null,
  waiting: [],
  unread: 0,
  liveRollouts: 0,
  openIncidents: 0,
  stop: null,
};

/** What surrounds the page, read once for the frame and the home page, which shows all of it. */
export const shellSummaryHere = cache(async (): Promise<ShellSummary> => {
  const answer = await look(database(), shellSummary, {}, { caller: await pageCaller() });
  return answer.ok ? answer.value : NOTHING;
});
