"use client";

import { MenuIcon, Search } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { Brand } from "./sidebar.tsx";

/** The top bar of a narrow window, which has no room for the sidebar. */
export function NarrowBar({ onMenu, onSearch }: { onMenu: () => void; onSearch: () => void }) {
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b border-line bg-bg px-4 lg:hidden print:hidden">
      <IconButton label="Open the menu" onClick={onMenu} icon={MenuIcon} />
      <Brand />
      <span className="ml-auto">
        <IconButton label="Search" onClick={onSearch} icon={Search} />
      </span>
    </header>
  );
}

type MenuSheetProps = { open: boolean; onOpenChange: (open: boolean) => void; children: ReactNode };

/** The menu of a narrow window. */
export function MenuSheet({ open, onOpenChange, children }: MenuSheetProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/40 lg:hidden" />
        <Dialog.Content
          aria-describedby={undefined}
          className="enter fixed inset-x-0 top-0 z-40 flex flex-col gap-3 border-b border-line bg-bg p-4 lg:hidden"
        >
          <Dialog.Title className="sr-only">Menu</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function IconButton(props: { label: string; onClick: () => void; icon: typeof Search }) {
  return (
    <button
      type="button"
      aria-label={props.label}
      onClick={props.onClick}
      className="grid size-9 place-items-center rounded-md text-ink-2 hover:bg-sunken"
    >
      <props.icon aria-hidden="true" className="size-5" />
    </button>
  );
}
