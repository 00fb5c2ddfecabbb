import Link from "next/link";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { type Definition, DefinitionList } from "#components/ui/definition-list.tsx";
import { actionText } from "#components/ui/event-words.ts";
import { formatNumber } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import type { Neighbour } from "#lib/audit/views/event-detail.ts";

/** An event's fields. */
export function Recorded({ items }: { items: readonly Definition[] }) {
  return (
    <Sheet title="What was recorded">
      <DefinitionList items={items} />
    </Sheet>
  );
}

/** The exact bytes the leaf hashes, for whoever wants to hash them elsewhere. */
export function HashedBytes({ text }: { text: string }) {
  const byteLength = new TextEncoder().encode(text).length;
  return (
    <Sheet
      title="The bytes that were hashed"
      provenance={
        <>
          RFC 8785, {formatNumber(byteLength)} bytes <CopyButton text={text} what="the bytes" />
        </>
      }
    >
      <pre className="font-mono text-xs leading-5 whitespace-pre-wrap break-all text-ink-2">{text}</pre>
    </Sheet>
  );
}

type AroundItProps = {
  neighbours: readonly Neighbour[];
  /** Leaf index of the event that is shown. */
  current: number | null;
};

/** The events on either side in the log. */
export function AroundIt({ neighbours, current }: AroundItProps) {
  return (
    <Sheet title="Around it" provenance="in the log" flush>
      <ul className="divide-y divide-line text-sm">
        {neighbours.map(({ index, action }) => (
          <li key={index} className="flex items-center justify-between gap-3 py-2">
            <span className="font-mono text-xs text-ink-3">{formatNumber(index)}</span>
            {index === current ? (
              <b className="font-medium">{actionText(action)}</b>
            ) : (
              <Link href={`/audit/${index}`} className="hover:text-accent hover:underline">
                {actionText(action)}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
