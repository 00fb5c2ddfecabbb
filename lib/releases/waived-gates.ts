import { z } from "zod";
import type { Signature, VerdictDecision } from "#lib/councils/signature.ts";
import type { Waiver } from "#lib/councils/waiver.ts";
import { coverOf } from "#lib/councils/waiver-cover.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { Gate } from "#lib/policy/gate.ts";
import type { GateCover, GatesSaid } from "#lib/policy/gate-results.ts";
import type { Tier } from "#lib/registry/tier.ts";
import { waiverSigner } from "./checks.ts";
import { coveredRelease } from "./covered-release.ts";
import type { GatesNow } from "./gates-now.ts";

type File = {
  readonly release: { readonly id: string; readonly pointerId: string; readonly tierNow: Tier };
  readonly contributors: readonly { readonly personId: string }[];
  readonly signatures: readonly Signature[];
  readonly gates: readonly Gate[];
  readonly waivers: readonly Waiver[];
};

/** A gate that does not pass and that a waiver covers, as a pipeline is told of it. */
export const waivedGate = z.object({
  gate: z.string(),
  title: z.string(),
  waiver: z.number(),
  signedBy: z.array(waiverSigner),
  until: z.string(),
  href: z.string(),
});
export type WaivedGate = z.infer<typeof waivedGate>;

type SignedWaiver = {
  readonly id: string;
  readonly signatures: readonly {
    readonly signerName: string;
    readonly seat: BusinessFunction;
    readonly decision: VerdictDecision;
    readonly signedAt: Date;
  }[];
};

/** Who signed what covers a gate, each once; by a moment, where it is not now. */
export function signersOf(
  { waiver }: Pick<GateCover, "waiver">,
  waivers: readonly SignedWaiver[],
  by?: Date,
): WaivedGate["signedBy"] {
  const signatures = waivers.find(({ id }) => id === waiver)?.signatures ?? [];
  const approvals = signatures.filter(
    ({ decision, signedAt }) => decision === "approve" && (by === undefined || signedAt <= by),
  );
  const signers = approvals.map(({ signerName: name, seat }) => ({ name, function: seat }));
  return [...new Map(signers.map((signer) => [signer.name, signer])).values()];
}

type Covered = Omit<WaivedGate, "href">;

const waivedBy = (covered: Covered): WaivedGate => ({ ...covered, href: `/waivers/${covered.waiver}` });

/** The gates that waivers cover now, each with its waiver. */
export const waivedGates = (gated: GatesNow | null, waivers: readonly SignedWaiver[]): WaivedGate[] =>
  (gated?.results ?? []).flatMap(({ gate: { id: gate, title }, cover }) => {
    if (!cover) return [];
    const { number: waiver, until } = cover;
    return [waivedBy({ gate, title, waiver, signedBy: signersOf(cover, waivers), until })];
  });

type NumberedWaiver = SignedWaiver & { readonly number: number; readonly gateTitle: string };

/** The gates that an event says were waived, each with its waiver as it was signed by then. */
export const waivedThen = (
  said: GatesSaid | undefined,
  waivers: readonly NumberedWaiver[],
  at: Date,
): WaivedGate[] =>
  (said?.results ?? []).flatMap(({ id: gate, waiver: named, until }) => {
    const found = waivers.find(({ id }) => id === named);
    if (!found || !until) return [];
    const { number: waiver, gateTitle: title } = found;
    return [waivedBy({ gate, title, waiver, signedBy: signersOf({ waiver: found.id }, waivers, at), until })];
  });

/** The gates that a waiver covers as a rollout starts, by id. */
export const waivedNow = (gated: GatesNow | null): string[] =>
  (gated?.results ?? []).filter(({ status }) => status === "waived").map(({ gate }) => gate.id);

/**
 * Whether a rollout that started over waived gates may widen: while a waiver covers each of them. When one ends, the rollout
 * holds where it is; rolling back and halting ask nothing.
 */
export function mayWidenOver(file: File, waived: readonly string[], now: Date): Result<null, Refusal> {
  const of = coveredRelease(file, now);
  for (const id of waived) {
    const gate = file.gates.find((one) => one.id === id);
    if (!gate || !coverOf(file.waivers, gate, of))
      return refuse(
        "illegal",
        "waiver-ended",
        `No waiver covers the gate “${gate?.title ?? id}” any more, over which this rollout started.`,
        {
          todo: "Have a waiver granted, or roll back.",
          place: { label: "See the waivers", href: "/waivers" },
        },
      );
  }
  return ok(null);
}
