"use client";

import { Ellipsis } from "lucide-react";
import type { ReactNode } from "react";
import { Menu } from "./menu.tsx";

type MoreMenuProps = {
  /** What its choices act on: "Change Laptop". */
  label: string;
  children: ReactNode;
};

/** A row's actions, behind three dots. */
export function MoreMenu({ label, children }: MoreMenuProps) {
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={label}
          className="inline-grid size-8 place-items-center rounded-md text-ink-2 hover:bg-sunken"
        >
          <Ellipsis aria-hidden="true" className="size-4" />
        </button>
      }
    >
      {children}
    </Menu>
  );
}
