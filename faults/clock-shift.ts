/**
 * Loaded first into a process that must have a wrong clock: CLOCK_SHIFT_HOURS is the error, and the parent may change
 * it. The machine's own clock, timers and `performance.now()` are unchanged.
 */
let shiftMs = Number(process.env["CLOCK_SHIFT_HOURS"] ?? 0) * 3_600_000;
const RightDate = Date;
const rightNow = Date.now;

class ShiftedDate extends RightDate {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(rightNow() + shiftMs);
    else super(...(given as [number]));
  }
  static override now(): number {
    return rightNow() + shiftMs;
  }
}

globalThis.Date = ShiftedDate as unknown as DateConstructor;
process.on("message", ({ clockShiftHours }: { clockShiftHours?: number }) => {
  if (clockShiftHours !== undefined) shiftMs = clockShiftHours * 3_600_000;
});
