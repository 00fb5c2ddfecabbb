import { provePresence } from "#lib/access/admission/prove-presence.ts";
import { type Deed, deedSubject, type StepUpAct } from "#lib/access/step-up.ts";
import type { Database } from "#lib/db/client.ts";
import { DEMO_PASSWORD } from "./people.ts";
import type { Sitting } from "./story.ts";

/** Gives the password again for one act over one digest; the proof is a field of the act's input. */
export async function prove(
  db: Database,
  { caller, now }: Sitting,
  of: { act: StepUpAct; subjectDigest: string },
): Promise<{ stepUpId: string }> {
  const proven = await provePresence(db, caller, { password: DEMO_PASSWORD, ...of }, now());
  if (!proven.ok) throw new Error(proven.error.message);
  return proven.value;
}

/** The same for a deed. */
export const proveFor = (db: Database, sitting: Sitting, act: Deed, of: string) =>
  prove(db, sitting, { act, subjectDigest: deedSubject(act, { by: sitting.caller.id, of }) });
