import { MINUTE_MS } from "#lib/kernel/time.ts";

/** How many rows a source may still send at a moment. It fills at an even rate, to a minute's rows at most. */
export type Allowance = { readonly rows: number; readonly atMs: number };

/** What is left after so many rows, or how long to wait until they may be sent. A clock set back fills nothing. */
export function allowanceAfter(
  before: Allowance | undefined,
  rows: number,
  { perMinute, nowMs }: { readonly perMinute: number; readonly nowMs: number },
): { readonly left: Allowance } | { readonly waitSeconds: number } {
  const atMs = Math.max(nowMs, before?.atMs ?? nowMs);
  const filled = before ? (perMinute * (atMs - before.atMs)) / MINUTE_MS : perMinute;
  const rowsLeft = Math.min(perMinute, (before?.rows ?? 0) + filled) - rows;
  if (rowsLeft >= 0) return { left: { rows: rowsLeft, atMs } };
  return { waitSeconds: Math.ceil((-rowsLeft / perMinute) * 60) };
}
