"use client";

import { type ReactNode, useRef } from "react";
import { useHotkeys } from "./hotkeys.ts";

/** The keys `j` and `k` go to the next and the former of the sheets in it, for the eye and for the focus. */
export function SectionKeys({ children }: { children: ReactNode }) {
  const around = useRef<HTMLDivElement>(null);
  const go = (by: 1 | -1) => () => {
    const sheets = [...(around.current?.querySelectorAll<HTMLElement>("section[aria-labelledby]") ?? [])];
    const at = sheets.findIndex((sheet) => sheet.contains(document.activeElement));
    const to = sheets[at < 0 ? (by > 0 ? 0 : sheets.length - 1) : at + by];
    if (!to) return;
    to.tabIndex = -1;
    to.focus({ preventScroll: true });
    to.scrollIntoView({ block: "start" });
  };
  useHotkeys({ j: go(1), k: go(-1) });
  return (
    <div ref={around} className="contents">
      {children}
    </div>
  );
}
