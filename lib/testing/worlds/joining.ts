import { setPasswordByLink } from "#lib/access/admission/redeem-link.ts";
import type { invitePerson } from "#lib/access/commands/invite-person.ts";
import { waitingLink } from "#lib/access/queries/waiting-link.ts";
import type { OutputOf } from "#lib/command/command.ts";
import { look } from "#lib/command/query.ts";
import type { Database } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";

type Issued = Pick<OutputOf<typeof invitePerson>, "linkId" | "secret">;
type Place = { readonly db: Database; readonly workspaceId: string; readonly clock: { readonly now: Date } };

/** A link's secret: as it was handed over, or as the process that mails it unseals it. */
export async function secretOf(
  { db, workspaceId, clock }: Place,
  { linkId, secret }: Issued,
): Promise<string> {
  if (secret !== null) return secret;
  const caller: Caller = { kind: "system", id: "jobs", name: "Jobs", workspaceId };
  const waiting = await look(db, waitingLink, { linkId }, { caller, now: clock.now });
  if (!waiting.ok) throw new Error(`no mail waits for link ${linkId}`);
  return waiting.value.secret;
}

/** Sets a password by a link, as its holder does. */
export async function redeem(place: Place, issued: Issued, newPassword: string): Promise<void> {
  const secret = await secretOf(place, issued);
  const redeemed = await setPasswordByLink(
    place.db,
    { secret, newPassword, address: "192.0.2.7" },
    place.clock.now,
  );
  if (!redeemed.ok) throw new Error(redeemed.error.code);
}
