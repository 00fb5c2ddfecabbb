"use client";

import { clsx } from "clsx";
import { useSyncExternalStore } from "react";
import { deadlineText, momentText, relativeText, spanText, type TimeShape, utcText } from "./format-time.ts";

type TimeProps = {
  /** ISO 8601, as the API sends it. */
  at: string;
  as?: TimeShape | "relative" | undefined;
  className?: string | undefined;
};

/**
 * A moment in the reader's own zone, its exact UTC on hover. The server cannot know the zone: it writes UTC
 * and the browser corrects the text right after hydration, so the mismatch is expected.
 */
export function Time({ at, as = "minute", className }: TimeProps) {
  const zone = useZone();
  const nowMs = useNow(as === "relative");
  const atMs = Date.parse(at);
  if (Number.isNaN(atMs)) return <span className={className}>{at}</span>;
  const text = as === "relative" ? relativeText(atMs, nowMs) : momentText(atMs, zone, as);
  return (
    <time
      dateTime={at}
      title={utcText(atMs)}
      data-moving={as === "relative" || undefined}
      className={className}
      suppressHydrationWarning
    >
      {text}
    </time>
  );
}

/** "5 h 12 min left": amber on the last day, red once overdue. */
export function Deadline({ at, className }: { at: string; className?: string | undefined }) {
  const nowMs = useNow(true);
  const atMs = Date.parse(at);
  const leftMs = atMs - nowMs;
  const tone = leftMs < 0 ? "text-fail" : leftMs < 86_400_000 ? "text-hold" : "text-ink-3";
  return (
    <time
      dateTime={at}
      title={utcText(atMs)}
      data-moving
      className={clsx(tone, className)}
      suppressHydrationWarning
    >
      {deadlineText(atMs, nowMs)}
    </time>
  );
}

/** How old something is: "1 s", "26 h". Updates while the page is open. */
export function Age({ at, className }: { at: string; className?: string | undefined }) {
  const nowMs = useNow(true);
  const atMs = Date.parse(at);
  return (
    <time dateTime={at} title={utcText(atMs)} className={className} suppressHydrationWarning>
      {spanText(nowMs - atMs)}
    </time>
  );
}

/** The zone that moments are shown in: "Europe/Berlin". */
export function Zone() {
  return <span suppressHydrationWarning>{useZone()}</span>;
}

/** The reader's zone; UTC until the page is hydrated. */
export function useZone(): string {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => "UTC",
  );
}

const tickMs = 5_000;

/** Now, rounded to the tick. All components share one timer. */
function useNow(moving: boolean): number {
  return useSyncExternalStore(moving ? subscribe : never, roundedNow, roundedNow);
}

function roundedNow(): number {
  return Math.floor(Date.now() / tickMs) * tickMs;
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function never(): () => void {
  return () => undefined;
}
