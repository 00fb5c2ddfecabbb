"use client";

import { Search } from "lucide-react";
import { openPalette } from "./shell.tsx";

/** Looks like a field, opens the palette. */
export function SearchBox() {
  return (
    <button
      type="button"
      onClick={openPalette}
      className="flex h-8 w-64 shrink-0 items-center gap-2 rounded-md border border-line bg-surface px-2 text-sm text-ink-3 hover:border-line-strong max-lg:hidden"
    >
      <Search aria-hidden="true" className="size-4 shrink-0" />
      Search or jump to…
      <kbd aria-label="Command K" className="ml-auto rounded border border-line px-1 font-mono text-2xs">
        ⌘K
      </kbd>
    </button>
  );
}
