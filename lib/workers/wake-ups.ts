/** What the next pass covers: the exposures with new evidence by workspace, or everything. */
export type Look = "everything" | ReadonlyMap<string, readonly string[]>;

const CHANNEL = "evidence";

/**
 * Collects wake-ups between passes. Each tick covers everything, as does any wake-up other than new evidence; in
 * between only the exposures named by evidence, so that one rollout's heavy traffic costs the others nothing. Times
 * are milliseconds of one monotonic clock.
 */
export function wakeUps(tickMs: number) {
  let everything = true;
  let fullAtMs = Number.NEGATIVE_INFINITY;
  let exposures = new Map<string, Set<string>>();

  return {
    note(channel: string, payload = ""): void {
      const [workspaceId, exposureId] = payload.split(" ");
      if (channel !== CHANNEL || !workspaceId || !exposureId) everything = true;
      else exposures.set(workspaceId, (exposures.get(workspaceId) ?? new Set()).add(exposureId));
    },

    /** What to check now; it counts as checked from here on. */
    take(nowMs: number): Look {
      const named = exposures;
      exposures = new Map();
      if (!everything && nowMs < fullAtMs) return new Map([...named].map(([id, all]) => [id, [...all]]));
      everything = false;
      fullAtMs = nowMs + tickMs;
      return "everything";
    },
  };
}

/** A workspace to check: the named exposures, or all of them. */
export type LookedAt = { readonly id: string; readonly exposures: readonly string[] | undefined };

/** The workspaces that a pass covers. */
export function lookedAt(look: Look, workspaceIds: readonly string[]): LookedAt[] {
  if (look === "everything") return workspaceIds.map((id) => ({ id, exposures: undefined }));
  return workspaceIds.filter((id) => look.has(id)).map((id) => ({ id, exposures: look.get(id) }));
}
