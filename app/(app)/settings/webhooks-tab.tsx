import { pagerHrefs } from "#components/ui/href-with.ts";
import { RefusalNotice } from "#components/ui/refusal-notice.tsx";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { look } from "#lib/command/query.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { webhookList } from "#lib/overview/queries/webhook-list.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { WebhooksHere } from "./webhooks-here.tsx";

export async function WebhooksTab({ caller, cursor }: { caller: Caller; cursor: string | undefined }) {
  const answer = await look(database(), webhookList, { cursor }, { caller });
  if (!answer.ok) return <RefusalNotice refusal={answer.error} />;
  const { nextCursor } = answer.value;
  return (
    <WebhooksHere
      view={answer.value}
      means={await meansOf(caller)}
      whyNot={whyNotPermitted(caller, "webhook:create") ?? undefined}
      {...pagerHrefs("/settings", { cursor, nextCursor }, { tab: "webhooks" })}
    />
  );
}
