/**
 * Loaded before everything else into a process whose clock is to be wrong: CLOCK_SHIFT_HOURS says by how much, and its
 * parent may change that. The machine's own clock, timers and `performance.now()` are left as they are.
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
