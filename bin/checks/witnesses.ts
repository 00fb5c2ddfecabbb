import { type Cosignature, cosignaturesBy, type WitnessKey } from "#lib/merkle/cosignature.ts";
import { parseNote } from "#lib/merkle/note.ts";
import type { Check } from "../verify-packet.ts";

/** Whose cosignatures an auditor asks for, and of how many at least. */
export type WitnessDemand = { readonly witnesses: readonly WitnessKey[]; readonly required: number };

/** What a checkpoint's note shows of the demand. */
export type WitnessFindings = {
  /** A sentence for each witness: when it cosigned, or that it did not. */
  readonly said: readonly string[];
  /** Signatures in a witness's name that are not over this checkpoint. */
  readonly forged: readonly string[];
  readonly met: number;
};

/** Counts each witness once, however often its signature is listed. */
export function witnessesOf(noteText: string, { witnesses }: WitnessDemand): WitnessFindings {
  const note = parseNote(noteText);
  const found = witnesses.map((witness) => ({
    witness,
    cosignatures: note.ok ? cosignaturesBy(witness, note.value) : [],
  }));
  return {
    said: found.map(({ witness, cosignatures }) => `${witness.name} ${saidOf(cosignatures)}`),
    forged: found.filter(({ cosignatures }) => cosignatures.some(({ holds }) => !holds)).map(nameOf),
    met: found.filter(({ cosignatures }) => cosignatures.some(({ holds }) => holds)).length,
  };
}

const nameOf = ({ witness }: { witness: WitnessKey }): string => witness.name;

/** The earliest: from then on this checkpoint was known elsewhere. */
function saidOf(cosignatures: readonly Cosignature[]): string {
  const seconds = cosignatures.filter(({ holds }) => holds).map((one) => one.seconds);
  if (seconds.length === 0) return "did not cosign it";
  return `cosigned it at ${new Date(Math.min(...seconds) * 1000).toISOString()}`;
}

/** Whether enough of the demanded witnesses cosigned the packet's checkpoint. */
export const witnessesCheck = (demand: WitnessDemand): Check => ({
  name: "witnesses",
  run({ files }, found) {
    const { said, forged, met } = witnessesOf(files.get("checkpoint")?.toString("utf8") ?? "", demand);
    for (const name of forged)
      found.tampered("checkpoint", `the signature of the witness ${name} is not over it`);
    if (met < demand.required) found.unproven("checkpoint", shortfall(met, demand, said));
    return `${met} of the ${demand.required} required witnesses cosigned the checkpoint: ${said.join("; ")}`;
  },
});

/** Why the demand is not met. */
export const shortfall = (met: number, { required }: WitnessDemand, said: readonly string[]): string =>
  `${met} of the ${required} required witnesses cosigned it: ${said.join("; ")}`;
