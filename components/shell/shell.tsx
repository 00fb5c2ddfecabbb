"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { useHotkeys } from "#components/ui/hotkeys.ts";
import type { ShellSummary } from "#lib/overview/views/shell-summary.ts";
import { KeysDialog } from "./keys-dialog.tsx";
import { MenuSheet, NarrowBar } from "./narrow-window.tsx";
import { Palette, type PaletteSearch } from "./palette.tsx";
import { PersonMenu, type ShellPerson } from "./person-menu.tsx";
import { type PlaceCounts, places } from "./places.ts";
import { Brand, PlaceLinks } from "./sidebar.tsx";
import { StopBanner } from "./stop-banner.tsx";
import type { Theme } from "./theme.ts";

type ShellProps = {
  workspace: string;
  person: ShellPerson;
  counts: PlaceCounts;
  theme: Theme;
  /** That all rollouts are stopped, or to be. */
  stop?: ShellSummary["stop"] | undefined;
  onSignOut: () => void;
  search?: PaletteSearch | undefined;
  children: ReactNode;
};

/** The frame of every page: sidebar (a menu on narrow screens), palette, keys, and the signed-in person. */
export function Shell(props: ShellProps) {
  const { workspace, person, counts, theme, stop = null, onSignOut, search, children } = props;
  const [paletteOpen, setPaletteOpen] = useState(false);
  const [keysOpen, setKeysOpen] = useState(false);
  const [menuOpen, setMenuOpen] = useState(false);
  const router = useRouter();
  const go = Object.fromEntries(places.map((place) => [`g ${place.key}`, () => router.push(place.href)]));
  useHotkeys({ ...go, "/": () => focusSearch(() => setPaletteOpen(true)), "?": () => setKeysOpen(true) });
  usePaletteKey(setPaletteOpen);

  const showKeys = () => {
    setMenuOpen(false);
    setKeysOpen(true);
  };
  const around = (
    <>
      <p className="truncate rounded-md border border-line bg-surface px-2 py-1.5 text-xs text-ink-2">
        <span className="sr-only">Workspace: </span>
        {workspace}
      </p>
      <nav aria-label="Places">
        <PlaceLinks counts={counts} onGo={() => setMenuOpen(false)} />
      </nav>
      <div className="mt-auto">
        <PersonMenu
          person={person}
          theme={theme}
          onSignOut={onSignOut}
          onShowKeys={showKeys}
          onGo={() => setMenuOpen(false)}
        />
      </div>
    </>
  );

  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[208px_minmax(0,1fr)] print:block">
      <SkipLink />
      <header className="border-r border-line bg-sunken/60 max-lg:hidden print:hidden">
        <div className="sticky top-0 flex h-dvh flex-col gap-4 overflow-y-auto p-3">
          <div className="px-1.5 pt-1">
            <Brand />
          </div>
          {around}
        </div>
      </header>
      <div className="min-w-0">
        <NarrowBar onMenu={() => setMenuOpen(true)} onSearch={() => setPaletteOpen(true)} />
        <StopBanner stop={stop} />
        {children}
      </div>
      <MenuSheet open={menuOpen} onOpenChange={setMenuOpen}>
        {around}
      </MenuSheet>
      <Palette open={paletteOpen} onOpenChange={setPaletteOpen} search={search} />
      <KeysDialog open={keysOpen} onOpenChange={setKeysOpen} />
    </div>
  );
}

function SkipLink() {
  return (
    <a
      href="#content"
      className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-sm text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
    >
      Skip to content
    </a>
  );
}

/** `/` focuses the list's own search, or opens the palette where there is none. */
function focusSearch(otherwise: () => void): void {
  const field = document.querySelector<HTMLInputElement>("input[data-search]");
  if (field) field.focus();
  else otherwise();
}

const openPaletteEvent = "countersign:open-palette";

/** For the search box in the top bar, which pages render, not the shell. */
export function openPalette(): void {
  window.dispatchEvent(new Event(openPaletteEvent));
}

function usePaletteKey(setOpen: (change: (open: boolean) => boolean) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.shiftKey) return;
      event.preventDefault();
      setOpen((open) => !open);
    };
    const onAsk = () => setOpen(() => true);
    window.addEventListener("keydown", onKeyDown);
    window.addEventListener(openPaletteEvent, onAsk);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      window.removeEventListener(openPaletteEvent, onAsk);
    };
  }, [setOpen]);
}
