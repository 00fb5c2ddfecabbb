"use client";

import { ArrowRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { Button } from "#components/ui/button.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { useHotkeys } from "#components/ui/hotkeys.ts";
import type { WaitingItem } from "#lib/overview/views/waiting-item.ts";
import { waitingLine } from "./waiting-words.ts";

type NextItemProps = {
  /** What waits for the reader, as the home page lists it. */
  waiting: readonly WaitingItem[];
  /** Where the reader is: what waits there is not next. */
  here: string;
};

/** The way to the next item that waits for the reader, also by the key `n`. */
export function NextItem({ waiting, here }: NextItemProps) {
  const router = useRouter();
  const others = waiting.map(waitingLine).filter(({ href }) => !isAt(href, here));
  const [next] = others;
  useHotkeys({ n: next && (() => router.push(next.href)) });
  if (!next) return null;
  return (
    <div className="flex flex-col gap-1">
      <Button icon={ArrowRight} keyHint="N" onClick={() => router.push(next.href)}>
        Next that needs you
      </Button>
      <p className="text-xs text-ink-3 max-lg:hidden">
        {next.title}. {countOf(others.length, "item")} {others.length === 1 ? "waits" : "wait"} for you
        elsewhere.
      </p>
    </div>
  );
}

/** Also a tab of the page, or a place on it. */
const isAt = (href: string, here: string): boolean => href.split(/[?#]/)[0] === here;
