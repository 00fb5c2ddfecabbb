import { envelopesById, envelopesNumbered, type KeptEnvelope } from "#lib/councils/rows/envelopes.ts";
import type { Tx } from "#lib/db/client.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { SignedReport } from "#lib/releases/measured.ts";
import type { ReleaseSections } from "#lib/releases/sections.ts";
import type { MeasuredReport } from "#lib/releases/standard.ts";
import { signedReports } from "./signed-reports.ts";

/** By which envelope a release claims the standard class, as its rows have it, and what its reports measured. */
export type KeptClaim = {
  readonly envelope: KeptEnvelope | null;
  readonly reports: readonly MeasuredReport[];
};

/** The claim that these sections make as of now; null where they make none. */
export const claimNow = async (tx: Tx, sections: ReleaseSections): Promise<KeptClaim | null> =>
  (await claimsOf(tx, new Map([["", sections]])))("");

/** Of several releases, by id. Those of other classes cost nothing. */
export async function claimsOf(
  tx: Tx,
  sections: ReadonlyMap<string, ReleaseSections>,
): Promise<(releaseId: string) => KeptClaim | null> {
  const claiming = [...sections].filter(([, { target }]) => target.changeClass === "standard");
  if (claiming.length === 0) return () => null;
  const ids = claiming.flatMap(([, { target }]) => target.envelope?.id ?? []);
  const envelopes = new Map((await envelopesById(tx, ids)).map((one) => [one.id, one]));
  const claims = new Map<string, KeptClaim>();
  for (const [id, of] of claiming) {
    const envelope = envelopes.get(of.target.envelope?.id ?? "") ?? null;
    claims.set(id, { envelope, reports: (await signedReports(tx, of)).map(measuredIn) });
  }
  return (releaseId) => claims.get(releaseId) ?? null;
}

export const measuredIn = ({ datasetDigest: dataset, content }: SignedReport): MeasuredReport => ({
  dataset,
  metrics: content.metrics.map(({ metric, value }) => ({ metric, value })),
});

type Named = { readonly changeClass: string; readonly envelope?: number | undefined };

/** What the target of a release says of its envelope: exactly a standard change has one. */
export async function envelopeNamed(
  tx: Tx,
  { changeClass, envelope: number }: Named,
  modelId: string,
): Promise<Result<Pick<ReleaseSections["target"], "envelope">, Refusal>> {
  const isStandard = changeClass === "standard";
  if (isStandard !== (number !== undefined))
    return refuse("invalid", "envelope-missing", "Exactly a standard change names an envelope.", {
      todo: "Name a signed envelope, or open a normal change.",
      field: "envelope",
    });
  if (number === undefined) return ok({});
  const found = (await envelopesNumbered(tx, number)).find((one) => one.model === modelId);
  return found
    ? ok({ envelope: { number: found.number, id: found.id, digest: found.digest } })
    : refuse("not-found", "envelope-not-found", `This model has no envelope ${number}.`, {
        field: "envelope",
      });
}
