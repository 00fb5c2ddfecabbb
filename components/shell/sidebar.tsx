"use client";

import { clsx } from "clsx";
import { Stamp } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { isInPlace, type PlaceCounts, places } from "./places.ts";

export function Brand() {
  return (
    <Link href="/" className="flex items-center gap-2 rounded-md" aria-label="Countersign, home">
      <span className="grid size-6 place-items-center rounded-md bg-accent text-on-accent">
        <Stamp aria-hidden="true" className="size-3.5" />
      </span>
      <b className="text-sm font-semibold tracking-tight">Countersign</b>
    </Link>
  );
}

/** The places, the current one raised. Used by the sidebar and the narrow menu. */
export function PlaceLinks({ counts, onGo }: { counts: PlaceCounts; onGo?: (() => void) | undefined }) {
  const path = usePathname();
  return (
    <ul className="flex flex-col gap-0.5">
      {places.map(({ href, label, icon: Icon, countKey }) => {
        const current = isInPlace(path, href);
        const count = countKey ? (counts[countKey] ?? 0) : 0;
        return (
          <li key={href}>
            <Link
              href={href}
              {...(onGo ? { onClick: onGo } : {})}
              aria-current={current ? "page" : undefined}
              className={clsx(
                "flex h-8 items-center gap-2 rounded-md px-2 text-sm max-lg:h-11",
                current
                  ? "bg-surface font-medium text-ink shadow-[0_0_0_1px_var(--line)]"
                  : "text-ink-2 hover:bg-surface/60 hover:text-ink",
              )}
            >
              <Icon aria-hidden="true" className="size-4 shrink-0" />
              <span className="flex-1">{label}</span>
              {count > 0 && (
                <span
                  className={clsx(
                    "text-xs tabular-nums",
                    current ? "font-semibold text-accent" : "text-ink-3",
                  )}
                >
                  {count}
                  <span className="sr-only"> waiting</span>
                </span>
              )}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
