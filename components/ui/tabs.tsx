"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { formatNumber } from "./format-number.ts";

export type TabLink = {
  href: string;
  label: string;
  count?: string | number | undefined;
  current?: boolean | undefined;
};

/**
 * Views of one thing, each with its own address. Links, not ARIA tabs: they can be opened, bookmarked and
 * shared. The left and right arrows still move between them.
 */
export function Tabs({ tabs, label }: { tabs: readonly TabLink[]; label: string }) {
  const path = usePathname();
  const shown = useRef<HTMLLIElement>(null);
  const current = tabs.find((tab) => tab.current ?? tab.href === path)?.href;
  // Narrow, the tabs scroll sideways: a page opens with its own in view.
  useEffect(() => {
    if (current !== undefined) shown.current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [current]);
  return (
    <nav
      aria-label={label}
      className="-mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0 print:hidden"
      onKeyDown={moveFocus}
    >
      <ul className="flex min-w-max gap-5 border-b border-line text-sm">
        {tabs.map((tab) => {
          const isCurrent = tab.href === current;
          return (
            <li key={tab.href} ref={isCurrent ? shown : undefined}>
              <Link
                href={tab.href}
                aria-current={isCurrent ? "page" : undefined}
                className={clsx(
                  "-mb-px inline-flex min-h-8 items-center gap-1 border-b-2 whitespace-nowrap",
                  isCurrent
                    ? "border-accent font-medium text-ink"
                    : "border-transparent text-ink-2 hover:text-ink",
                )}
              >
                {tab.label}
                {tab.count !== undefined && <span className="text-ink-3">{countText(tab.count)}</span>}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

const countText = (count: string | number): string =>
  typeof count === "number" ? formatNumber(count) : count;

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (step === 0) return;
  const links = [...event.currentTarget.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  links.at((at + step) % links.length)?.focus();
  event.preventDefault();
}
