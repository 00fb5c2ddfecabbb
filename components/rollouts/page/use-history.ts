"use client";

import { useEffect, useState } from "react";
import { api } from "#lib/client/api.ts";
import type { RolloutHistoryView } from "#lib/rollouts/views/rollout-history.ts";

const REFRESH_MS = 5000;
/** The server spends at most a tenth of its time on one reader's charts, however long the rollout is. */
const REST_PER_ANSWER = 10;

/** The history of a rollout, refreshed while the rollout is live and the page is visible, and once after it ends. */
export function useHistory(initial: RolloutHistoryView, live: boolean): RolloutHistoryView {
  const [history, setHistory] = useState(initial);
  useEffect(() => setHistory(initial), [initial]);
  const { number } = initial;
  useEffect(() => {
    if (!live) return;
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const refresh = async () => {
      const begun = performance.now();
      if (!document.hidden) {
        const answer = await api(
          "GET /rollouts/{rollout}/history",
          { rollout: number },
          { signal: abort.signal },
        );
        if (abort.signal.aborted) return;
        if (answer.ok) setHistory(answer.value);
      }
      timer = setTimeout(refresh, Math.max(REFRESH_MS, REST_PER_ANSWER * (performance.now() - begun)));
    };
    timer = setTimeout(refresh, REFRESH_MS);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [live, number]);
  return history;
}
