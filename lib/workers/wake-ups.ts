/** What the next look is about: by workspace the exposures with new evidence, or all there is. */
export type Look = "everything" | ReadonlyMap<string, readonly string[]>;

const CHANNEL = "evidence";

/**
 * Collects wake-ups between looks. Everything is looked at once a tick, and after any wake-up other than new evidence;
 * in between only the exposures that evidence named, so that busy traffic of one rollout costs the others nothing.
 * Times are in milliseconds of one monotonic clock.
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

    /** What to look at now. It counts as looked at from here on. */
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
