"use client";

import { clsx } from "clsx";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** One sentence: what this will do. */
  description: ReactNode;
  wide?: boolean | undefined;
  children: ReactNode;
};

/** A modal question. Focus stays inside and returns afterwards; Escape closes it. */
export function Dialog({ open, onOpenChange, title, description, wide, children }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Radix.Content
          onOpenAutoFocus={focusFirstField}
          className={clsx(
            "enter fixed z-40 flex max-h-[92dvh] flex-col overflow-y-auto border border-line bg-surface",
            "max-sm:inset-x-0 max-sm:bottom-0 max-sm:rounded-t-lg",
            "sm:top-[12vh] sm:left-1/2 sm:max-h-[80vh] sm:w-[calc(100vw-2rem)] sm:-translate-x-1/2 sm:rounded-lg",
            wide ? "sm:max-w-4xl" : "sm:max-w-lg",
          )}
        >
          <header className="border-b border-line py-3 pr-12 pl-4">
            <div className="min-w-0">
              <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
              <Radix.Description className="mt-0.5 text-sm text-ink-2">{description}</Radix.Description>
            </div>
          </header>
          {children}
          <Radix.Close
            aria-label="Close"
            className="absolute top-3 right-3 grid size-7 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-sunken hover:text-ink"
          >
            <X aria-hidden="true" className="size-4" />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A dialog opens with its first field in focus; without a field, with its first button or link. */
function focusFirstField(event: Event) {
  const dialog = event.currentTarget as HTMLElement;
  const field = dialog.querySelector<HTMLElement>(":is(input, textarea, select):enabled:not([type=hidden])");
  if (!field) return;
  event.preventDefault();
  field.focus();
}

/** The buttons at the end of a dialog's form. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <footer className="sticky bottom-0 flex flex-wrap items-start justify-end gap-2 border-t border-line bg-surface px-4 py-3">
      {children}
    </footer>
  );
}
