"use client";

import { useEffect, useState } from "react";
import { clockText } from "./sitting-words.ts";

type ItemTimerProps = {
  startedAt: string;
  minutes: number;
  /** The server's moment of this page: its clock counts, not the reader's. */
  now: string;
};

/** How long an item is discussed, of the time it was given. It shows, and decides nothing. */
export function ItemTimer({ startedAt, minutes, now }: ItemTimerProps) {
  const base = (Date.parse(now) - Date.parse(startedAt)) / 1000;
  const [passed, setPassed] = useState(base);
  useEffect(() => {
    const from = performance.now();
    setPassed(base);
    const timer = setInterval(() => setPassed(base + (performance.now() - from) / 1000), 1000);
    return () => clearInterval(timer);
  }, [base]);
  const over = passed > minutes * 60;
  return (
    <div className="shrink-0 text-right whitespace-nowrap tabular-nums" data-moving>
      <div className={over ? "text-xl font-semibold text-hold" : "text-xl font-semibold"}>
        {clockText(passed)}
      </div>
      <div className="text-xs text-ink-3">of {clockText(minutes * 60)}</div>
    </div>
  );
}
