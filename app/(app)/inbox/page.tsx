import type { z } from "zod";
import { Page } from "#components/shell/page.tsx";
import { pagerHrefs } from "#components/ui/href-with.ts";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { look } from "#lib/command/query.ts";
import { inbox } from "#lib/overview/queries/inbox.ts";
import { notificationSetting } from "#lib/overview/queries/notification-setting.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { Refused } from "../refused.tsx";
import { InboxHere } from "./inbox-here.tsx";

export const metadata = { title: "Inbox" };

export default async function InboxPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const { cursor, show, ...filter } = await readParams(searchParams, [
    "q",
    "kind",
    "model",
    "unread",
    "show",
    "cursor",
  ]);
  // The query itself checks what the address says.
  const input = { ...filter, cursor, show } as z.input<typeof inbox.input>;
  const answer = await look(database(), inbox, input, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Inbox" permission="registry:read" />;
  const setting = await look(database(), notificationSetting, {}, { caller });
  return (
    <Page crumbs={[{ label: "Home", href: "/" }, { label: "Inbox" }]}>
      <InboxHere
        view={answer.value}
        setting={setting.ok ? setting.value : undefined}
        means={await meansOf(caller)}
        show={show === "done" ? "done" : "open"}
        filtered={Object.keys(filter).length > 0}
        {...pagerHrefs("/inbox", { cursor, nextCursor: answer.value.nextCursor }, { ...filter, show })}
      />
    </Page>
  );
}
