import { MINUTE_MS } from "#lib/kernel/time.ts";

/** Downloads: tables and archives (`file`), or bundles of log entries (`bundle`), which a mirror fetches one by one. */
export const EXPORT_KINDS = ["file", "bundle"] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

type Limit = {
  /** Concurrent: per caller, and in all processes together. */
  readonly own: number;
  readonly all: number;
  /** Started within a minute, per caller. */
  readonly perMinute: number;
};

export const EXPORT_LIMITS: Readonly<Record<ExportKind, Limit>> = {
  file: { own: 2, all: 8, perMinute: 20 },
  bundle: { own: 8, all: 32, perMinute: 1200 },
};

/** How long a killed export can hold its slot. */
export const EXPORT_MINUTES_MAX = 10;

export const EXPORT_WINDOW_MS = MINUTE_MS;
/** When to retry while slots are taken: about the duration of an export. */
const BUSY_WAIT_MS = 5000;

export type Exporting = {
  readonly own: number;
  readonly all: number;
  /** Started by the caller within the last minute, and the oldest of these. */
  readonly begun: number;
  readonly oldestAt: Date | null;
};

/** Milliseconds until the next export may start; 0 if it may start now. */
export function exportWaitMs(kind: ExportKind, { own, all, begun, oldestAt }: Exporting, now: Date): number {
  const limit = EXPORT_LIMITS[kind];
  if (begun >= limit.perMinute && oldestAt)
    return Math.max(1000, oldestAt.getTime() + EXPORT_WINDOW_MS - now.getTime());
  return own >= limit.own || all >= limit.all ? BUSY_WAIT_MS : 0;
}
