import { MINUTE_MS } from "#lib/kernel/time.ts";

/** What is given out as a file: whole tables and archives, or bundles of the log's entries, which a mirror asks for one by one. */
export const EXPORT_KINDS = ["file", "bundle"] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

type Limit = {
  /** At the same time: by one caller, and by all of them in every process. */
  readonly own: number;
  readonly all: number;
  /** Begun within a minute by one caller. */
  readonly perMinute: number;
};

export const EXPORT_LIMITS: Readonly<Record<ExportKind, Limit>> = {
  file: { own: 2, all: 8, perMinute: 20 },
  bundle: { own: 8, all: 32, perMinute: 1200 },
};

/** Whoever was killed in the middle of one holds its place no longer than this. */
export const EXPORT_MINUTES_MAX = 10;

export const EXPORT_WINDOW_MS = MINUTE_MS;
/** When to look again while others are at it: about as long as an export takes. */
const BUSY_WAIT_MS = 5000;

export type Exporting = {
  readonly own: number;
  readonly all: number;
  /** Begun by the caller within the last minute, and the oldest of these. */
  readonly begun: number;
  readonly oldestAt: Date | null;
};

/** Milliseconds until the next may be asked for; 0 where it may begin now. */
export function exportWaitMs(kind: ExportKind, { own, all, begun, oldestAt }: Exporting, now: Date): number {
  const limit = EXPORT_LIMITS[kind];
  if (begun >= limit.perMinute && oldestAt)
    return Math.max(1000, oldestAt.getTime() + EXPORT_WINDOW_MS - now.getTime());
  return own >= limit.own || all >= limit.all ? BUSY_WAIT_MS : 0;
}
