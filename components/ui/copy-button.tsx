"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { announce } from "./live-region.tsx";

/** Copies `text`; `what` names it for those who cannot see the tick. */
export function CopyButton({ text, what, word }: { text: string; what: string; word?: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      aria-label={word ? undefined : `Copy ${what}`}
      title={`Copy ${what}`}
      className="inline-flex min-h-6 min-w-6 items-center justify-center gap-1 rounded text-xs text-ink-3 hover:text-ink"
      onClick={async () => {
        const done = await copyText(text);
        setCopied(done);
        announce(done ? `Copied ${what}` : "The browser did not allow copying. Select the text and copy it.");
      }}
    >
      <Icon aria-hidden="true" className="size-3.5" />
      {word}
    </button>
  );
}

/** The clipboard API exists only on secure origins and localhost. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
