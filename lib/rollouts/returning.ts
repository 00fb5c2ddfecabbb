import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { ReleaseState } from "#lib/releases/release.ts";

/** What decides whether a pointer may go back to a version with no council, only a record. */
export type Returning = {
  readonly pointer: string;
  readonly version: { readonly id: string; readonly number: number };
  /** What the pointer serves now. */
  readonly live: { readonly kind: string; readonly baseVersionId: string } | null;
  /** Whether this version served everyone here before. */
  readonly wasLive: boolean;
  /** How its newest release here ended that went out at all; null where none did. */
  readonly last: {
    readonly number: number;
    readonly state: ReleaseState;
    readonly approvedAt: Date | null;
  } | null;
};

/**
 * Whether a pointer may go back to a version: one that was approved and served everyone here before, and was not rolled
 * back since. It restores what was decided once, so no council decides again; a freeze does not hold it.
 */
export function mayReturn({ pointer, version, live, wasLive, last }: Returning): Result<null, Refusal> {
  const name = `v${version.number}`;
  if (live && live.kind !== "live")
    return refuse("conflict", "pointer-busy", `A rollout is under way on ${pointer}.`, {
      todo: "Roll it back first; that needs only a reason, too.",
    });
  if (live?.baseVersionId === version.id)
    return refuse("conflict", "already-live", `${pointer} serves ${name} already.`);
  if (!live || !wasLive || !last || last.approvedAt === null)
    return refuse("illegal", "never-live-here", `${name} was never approved and live on ${pointer}.`, {
      todo: "Open a release of it.",
      place: { label: "Open a release", href: "/releases/new" },
    });
  return last.state === "superseded" || last.state === "released"
    ? ok(null)
    : refuse(
        "illegal",
        "was-rolled-back",
        `${name} was rolled back on ${pointer} by release ${last.number}.`,
        {
          todo: "Choose a version that was never rolled back here, or open a new release.",
          place: { label: "See the release", href: `/releases/${last.number}` },
        },
      );
}
