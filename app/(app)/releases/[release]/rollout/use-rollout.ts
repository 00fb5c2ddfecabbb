"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { rolloutLooks } from "#components/rollouts/rollout-looks.ts";
import { announce } from "#components/ui/live-region.tsx";
import { api } from "#lib/client/api.ts";
import type { RolloutView } from "#lib/rollouts/rows/rollout-view.ts";

const REFRESH_MS = 1000;
/** After this many answers missed in a row the reader is told that what they see is old. */
const MISSES_TOLD = 5;

/**
 * A rollout that follows itself: asked for anew every second while it is live and the page is looked at. Changes of
 * state and stage are announced.
 */
export function useRollout(initial: RolloutView): { view: RolloutView; outdated: boolean } {
  const router = useRouter();
  const [view, setView] = useState(initial);
  const [misses, setMisses] = useState(0);
  useEffect(() => setView(initial), [initial]);
  useTold(view, () => router.refresh());
  const { number } = view;
  const live = isLive(view);
  useEffect(() => {
    if (!live) return;
    const abort = new AbortController();
    let asking = false;
    const look = async () => {
      if (asking || document.hidden) return;
      asking = true;
      const answer = await api("GET /rollouts/{rollout}", { rollout: number }, { signal: abort.signal });
      asking = false;
      if (abort.signal.aborted) return;
      setMisses((before) => (answer.ok ? 0 : before + 1));
      if (answer.ok) setView(answer.value);
    };
    const timer = setInterval(look, REFRESH_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      abort.abort();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [live, number]);
  return { view, outdated: live && misses >= MISSES_TOLD };
}

/** Does anything follow yet? Of one that was taken back, the incident: it opens a moment after. */
const isLive = ({ state, incident }: RolloutView): boolean =>
  ["running", "paused", "halted", "rolling-back"].includes(state) ||
  (state === "rolled-back" && incident === null);

/** Says aloud what changed, and lets the rest of the page know. */
function useTold(view: RolloutView, onChange: () => void): void {
  const { state, stageIndex } = view;
  const stage = view.plan.stages[stageIndex]?.name ?? "";
  const before = useRef({ state, stageIndex });
  const tell = useRef(onChange);
  tell.current = onChange;
  useEffect(() => {
    const was = before.current;
    before.current = { state, stageIndex };
    if (was.state === state && was.stageIndex === stageIndex) return;
    announce(
      was.state === state
        ? `Advanced to ${stage}`
        : `The rollout is ${rolloutLooks[state].word.toLowerCase()}`,
    );
    tell.current();
  }, [state, stageIndex, stage]);
}
