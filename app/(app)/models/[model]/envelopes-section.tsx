import { ModelEnvelopes } from "#components/releases/envelopes/model-envelopes.tsx";
import { look } from "#lib/command/query.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { envelopeList } from "#lib/releases/queries/envelope-list.ts";
import { database } from "#lib/web/database.ts";

/** The model's envelopes, where the reader may see releases. */
export async function EnvelopesSection({ model, caller }: { model: string; caller: Caller }) {
  const answer = await look(database(), envelopeList, { model }, { caller });
  return answer.ok ? <ModelEnvelopes model={model} list={answer.value} /> : null;
}
