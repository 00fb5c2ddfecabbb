import { pagerHrefs } from "#components/ui/href-with.ts";
import { RefusalNotice } from "#components/ui/refusal-notice.tsx";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { look } from "#lib/command/query.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { deadMail } from "#lib/overview/queries/dead-mail.ts";
import { database } from "#lib/web/database.ts";
import { MailHere } from "./mail-here.tsx";

export async function MailTab({ caller, cursor }: { caller: Caller; cursor: string | undefined }) {
  const answer = await look(database(), deadMail, { cursor }, { caller });
  if (!answer.ok) return <RefusalNotice refusal={answer.error} />;
  const { nextCursor } = answer.value;
  return (
    <MailHere
      mail={answer.value}
      whyNot={whyNotPermitted(caller, "mail:resend") ?? undefined}
      {...pagerHrefs("/settings", { cursor, nextCursor }, { tab: "mail" })}
    />
  );
}
