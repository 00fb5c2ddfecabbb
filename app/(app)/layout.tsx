import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { personTitle } from "#components/access/words.ts";
import { themeFromCookie } from "#components/shell/theme.ts";
import { providerSetting } from "#lib/env.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { meansOf } from "#lib/web/means.ts";
import { shellSummaryHere } from "#lib/web/shell-summary.ts";
import { AppShell } from "./app-shell.tsx";

/** The frame of every page of a signed-in person. Each page checks its caller and rights itself. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const caller = await pageCaller();
  const { workspace, email, waiting, unread, liveRollouts, openIncidents, stop } = await shellSummaryHere();
  const toSign = waiting.filter(({ kind }) => kind === "sign").length;
  const provider = providerSetting() ? (await meansOf(caller)).provider : undefined;
  return (
    <AppShell
      workspace={workspace}
      email={email}
      personId={caller.id}
      provider={provider}
      person={{ name: caller.name, title: personTitle(caller) }}
      counts={{
        home: waiting.length,
        inbox: unread,
        releases: toSign,
        rollouts: liveRollouts,
        incidents: openIncidents,
      }}
      stop={stop}
      theme={themeFromCookie((await cookies()).get("theme")?.value)}
    >
      {children}
    </AppShell>
  );
}
