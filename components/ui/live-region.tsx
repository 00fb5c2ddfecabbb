"use client";

import { X } from "lucide-react";
import { useSyncExternalStore } from "react";

type Message = { id: number; text: string };

let message: Message | null = null;
const listeners = new Set<() => void>();

/** Shows and reads out a short message. It disappears after six seconds. */
export function announce(text: string): void {
  const next = { id: (message?.id ?? 0) + 1, text };
  publish(next);
  setTimeout(() => {
    if (message?.id === next.id) publish(null);
  }, 6000);
}

/** Once per page, in the root layout. */
export function LiveRegion() {
  const current = useSyncExternalStore(
    subscribe,
    () => message,
    () => null,
  );
  return (
    <div
      role="status"
      aria-live="polite"
      className="print:hidden pointer-events-none fixed inset-x-0 bottom-4 z-50 flex justify-center px-4"
    >
      {current && (
        <p
          key={current.id}
          className="enter pointer-events-auto flex items-center gap-2 rounded-md bg-ink px-3 py-2 text-sm text-bg"
        >
          {current.text}
          <button
            type="button"
            aria-label="Dismiss"
            className="min-h-6 min-w-6"
            onClick={() => publish(null)}
          >
            <X aria-hidden="true" className="size-3.5" />
          </button>
        </p>
      )}
    </div>
  );
}

function publish(next: Message | null): void {
  message = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
