import type { ServedPointer } from "#lib/exposure/assignment.ts";
import { tableVersion } from "./table-version.ts";

type Tables = ReadonlyMap<string, ReadonlyMap<string, ServedPointer>>;

/** Whoever wants to know that a workspace's pointers serve differently. */
export class Watchers {
  readonly #heard = new Map<string, Set<() => void>>();

  /** Calls back with every change until the answer is called. */
  watch(workspaceId: string, heard: () => void): () => void {
    const those = this.#heard.get(workspaceId) ?? new Set();
    this.#heard.set(workspaceId, those.add(heard));
    return () => {
      those.delete(heard);
      if (those.size === 0) this.#heard.delete(workspaceId);
    };
  }

  tell(before: Tables, now: Tables): void {
    for (const [workspaceId, those] of this.#heard) {
      const versions = [before, now].map((tables) =>
        tableVersion([...(tables.get(workspaceId)?.values() ?? [])]),
      );
      if (versions[0] !== versions[1]) for (const heard of [...those]) heard();
    }
  }
}
