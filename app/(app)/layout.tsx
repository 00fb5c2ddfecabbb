import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { personTitle } from "#components/access/words.ts";
import { themeFromCookie } from "#components/shell/theme.ts";
import { look } from "#lib/command/query.ts";
import { shellSummary } from "#lib/overview/queries/shell-summary.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { AppShell } from "./app-shell.tsx";

/** The frame of every page of a signed-in person. Each page checks its caller and rights itself. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const caller = await pageCaller();
  const summary = await look(database(), shellSummary, {}, { caller });
  const { workspace, waiting, toSign, liveRollouts } = summary.ok
    ? summary.value
    : { workspace: "", waiting: 0, toSign: 0, liveRollouts: 0 };
  return (
    <AppShell
      workspace={workspace}
      person={{ name: caller.name, title: personTitle(caller) }}
      counts={{ home: waiting, releases: toSign, rollouts: liveRollouts }}
      theme={themeFromCookie((await cookies()).get("theme")?.value)}
    >
      {children}
    </AppShell>
  );
}
