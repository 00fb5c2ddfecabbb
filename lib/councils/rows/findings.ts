import type { Finding as Row } from "#generated/prisma/client.ts";
import { FINDING_STATES, type Finding, type FindingState } from "#lib/councils/finding.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { FINDING_SEVERITIES } from "#lib/policy/dossier.ts";
import { lockModel } from "#lib/registry/rows/find-model.ts";
import { signerNow } from "./signer-now.ts";

export type KeptFinding = Omit<Row, "severity" | "state"> & Finding & { readonly state: FindingState };

const findingOf = ({ severity, state, ...row }: Row): KeptFinding => ({
  ...row,
  severity: oneOf(FINDING_SEVERITIES, severity),
  state: oneOf(FINDING_STATES, state),
});

/** Every finding of a model. */
export const findingsOfModel = async (tx: Tx, modelId: string): Promise<KeptFinding[]> =>
  (await tx.finding.findMany({ where: { modelId }, orderBy: { number: "asc" } })).map(findingOf);

type Named = { readonly model: string; readonly number: number };

/** A finding that is about to be closed, under the lock of its model, with the authority that the caller has now. */
export async function closingFinding(
  tx: Tx,
  { model: name, number }: Named,
  { caller, now }: { readonly caller: Caller; readonly now: Date },
): Promise<Result<{ finding: KeptFinding; model: { id: string; name: string }; by: Caller }, Refusal>> {
  const model = await lockModel(tx, name);
  if (!model.ok) return model;
  const row = await tx.finding.findFirst({ where: { number, modelId: model.value.id } });
  return row
    ? ok({ finding: findingOf(row), model: model.value, by: await signerNow(tx, caller, now) })
    : refuse("not-found", "finding-not-found", `${name} has no finding ${number}.`);
}

type Closed = { readonly state: "resolved" | "accepted"; readonly reason: string };

/** Closes it for good. */
export async function recordClosed(
  tx: Tx,
  { id }: Pick<KeptFinding, "id">,
  { state, reason }: Closed,
  { caller, now }: { readonly caller: Caller; readonly now: Date },
): Promise<void> {
  await tx.finding.update({
    where: { id },
    data: { state, closedAt: now, closedByName: caller.name, closedBecause: reason },
  });
}

/** What every event of it says, and the stream that it is in. */
export const aboutFinding = (
  model: { readonly id: string; readonly name: string },
  { id, number }: { readonly id: string; readonly number: number },
) => ({
  about: {
    stream: `model/${model.id}`,
    targets: [
      { type: "model", id: model.id },
      { type: "finding", id },
    ],
  },
  said: { finding: id, number, model: model.name },
});
