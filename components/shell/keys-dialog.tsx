"use client";

import { useEffect, useState } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import { CheckField } from "#components/ui/field.tsx";
import { setSingleKeys, singleKeysOn } from "#components/ui/hotkeys.ts";
import { places } from "./places.ts";

type KeysDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

const everywhere: readonly (readonly [string, string])[] = [
  ["⌘ K", "Search or jump to anything"],
  ["/", "Search this list, or everything"],
  ["?", "These keys"],
  ...places.map((place) => [`g ${place.key}`, `Go to ${place.label}`] as const),
];

const somewhere: readonly (readonly [string, string])[] = [
  ["a", "Approve a release that needs you"],
  ["c", "Approve a release with conditions"],
  ["r", "Request changes to a release that needs you"],
  ["x", "Reject a release that needs you"],
  ["n", "Next item that needs you, from a release"],
  ["t", "Open a thread about a release"],
  ["h", "Halt a rollout"],
  ["j k", "Next or previous message of the inbox, or part of a release"],
  ["e", "Mark a message as done"],
  ["u", "Mark a message as unread"],
  ["← →", "Next tab, when a tab has focus"],
];

export function KeysDialog({ open, onOpenChange }: KeysDialogProps) {
  const [on, setOn] = useState(true);
  useEffect(() => {
    if (open) setOn(singleKeysOn());
  }, [open]);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keys" description="Nothing here needs a mouse.">
      <div className="grid gap-5 p-4 sm:grid-cols-2">
        <KeyList title="Everywhere" keys={everywhere} />
        <div className="flex flex-col gap-5">
          <KeyList title="On some pages" keys={somewhere} />
          <CheckField
            label="Use single-key shortcuts"
            hint="Turn off if you dictate, or if keys repeat for you. ⌘ K still works."
            checked={on}
            onChange={(event) => {
              setOn(event.currentTarget.checked);
              setSingleKeys(event.currentTarget.checked);
            }}
          />
        </div>
      </div>
    </Dialog>
  );
}

function KeyList({ title, keys }: { title: string; keys: readonly (readonly [string, string])[] }) {
  return (
    <section>
      <h3 className="mb-1 text-xs text-ink-3">{title}</h3>
      <dl className="grid grid-cols-[52px_1fr] gap-y-1.5 text-sm">
        {keys.map(([key, does]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded border border-line-strong px-1.5 font-mono text-2xs">{key}</kbd>
            </dt>
            <dd className="text-ink-2">{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
