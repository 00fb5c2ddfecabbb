import type { Signature } from "#lib/councils/signature.ts";
import type { Waiver } from "#lib/councils/waiver.ts";
import { coverOf } from "#lib/councils/waiver-cover.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { Gate } from "#lib/policy/gate.ts";
import type { Tier } from "#lib/registry/tier.ts";
import { coveredRelease } from "./covered-release.ts";
import type { GatesNow } from "./gates-now.ts";

type File = {
  readonly release: { readonly id: string; readonly pointerId: string; readonly tierNow: Tier };
  readonly contributors: readonly { readonly personId: string }[];
  readonly signatures: readonly Signature[];
  readonly gates: readonly Gate[];
  readonly waivers: readonly Waiver[];
};

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
