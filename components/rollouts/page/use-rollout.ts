"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { announce } from "#components/ui/live-region.tsx";
import { api } from "#lib/client/api.ts";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { changeText, isLive } from "./live-words.ts";

const REFRESH_MS = 1000;
/** After this many refreshes in a row have failed, the reader learns that the page is out of date. */
const MISSES_TOLERATED = 5;

/** A rollout, refreshed every second while it is live and the page is visible. Changes of state and stage are announced. */
export function useRollout(initial: RolloutPageView): { view: RolloutPageView; outdated: boolean } {
  const router = useRouter();
  const [view, setView] = useState(initial);
  const [misses, setMisses] = useState(0);
  useEffect(() => setView(initial), [initial]);
  useAnnounced(view, () => router.refresh());
  const { number } = view;
  const live = isLive(view);
  useEffect(() => {
    if (!live) return;
    const abort = new AbortController();
    let asking = false;
    const refresh = async () => {
      if (asking || document.hidden) return;
      asking = true;
      const answer = await api("GET /rollouts/{rollout}", { rollout: number }, { signal: abort.signal });
      asking = false;
      if (abort.signal.aborted) return;
      setMisses((before) => (answer.ok ? 0 : before + 1));
      if (answer.ok) setView(answer.value);
    };
    const timer = setInterval(refresh, REFRESH_MS);
    document.addEventListener("visibilitychange", refresh);
    return () => {
      abort.abort();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", refresh);
    };
  }, [live, number]);
  return { view, outdated: live && misses >= MISSES_TOLERATED };
}

/** Announces what changed, and refreshes what else the page shows. */
function useAnnounced(view: RolloutPageView, onChange: () => void): void {
  const before = useRef(view);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    const changed = changeText(before.current, view);
    before.current = view;
    if (changed === null) return;
    announce(changed);
    latest.current();
  }, [view]);
}
