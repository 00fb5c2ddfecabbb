import { setTimeout as sleep } from "node:timers/promises";
import type { Outbox } from "./outbox.ts";

export type Outcome = { readonly predictionId: string; readonly label: 0 | 1; readonly at: string };

/**
 * Reports each outcome this long after its prediction; `drained` waits for the last, or for `stopped`, and then
 * reports the rest at once.
 */
export function delayedLabels(outcomes: Outbox<Outcome>, delaySeconds: number) {
  const coming: { predictionId: string; label: 0 | 1; dueAt: number }[] = [];
  const tell = (until: number) => {
    while (coming.length > 0 && coming[0]!.dueAt <= until) {
      const { predictionId, label } = coming.shift()!;
      outcomes.add({ predictionId, label, at: new Date().toISOString() });
    }
  };
  const timer = setInterval(() => tell(Date.now()), 100);
  return {
    add: (predictionId: string, label: 0 | 1) => {
      coming.push({ predictionId, label, dueAt: Date.now() + delaySeconds * 1000 });
    },
    drained: async (stopped: AbortSignal) => {
      const last = coming.at(-1)?.dueAt ?? 0;
      await sleep(Math.max(0, last - Date.now()), undefined, { signal: stopped }).catch(() => undefined);
      clearInterval(timer);
      tell(Number.POSITIVE_INFINITY);
    },
  };
}
