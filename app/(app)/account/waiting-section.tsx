import { WaitNotice } from "#components/councils/waiting-signers.tsx";
import { look } from "#lib/command/query.ts";
import { waitingSigners } from "#lib/councils/queries/waiting-signers.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { database } from "#lib/web/database.ts";

/** Until when the reader does not sign after a reset or a new factor, and who could consent. */
export async function WaitingSection({ caller }: { caller: Caller }) {
  const waiting = await look(database(), waitingSigners, {}, { caller });
  return waiting.ok ? <WaitNotice {...waiting.value} /> : null;
}
