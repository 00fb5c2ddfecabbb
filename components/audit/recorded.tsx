import Link from "next/link";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { type Definition, DefinitionList } from "#components/ui/definition-list.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";

/** An event in the words of its own fields. */
export function Recorded({ items }: { items: readonly Definition[] }) {
  return (
    <Sheet title="What was recorded">
      <DefinitionList items={items} />
    </Sheet>
  );
}

/** The exact bytes the leaf hashes, for whoever wants to hash them elsewhere. */
export function HashedBytes({ text, byteLength }: { text: string; byteLength: number }) {
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

export type Neighbour = { leafIndex: number; action: string; current: boolean };

/** The events on either side in the log. */
export function AroundIt({ neighbours }: { neighbours: readonly Neighbour[] }) {
  return (
    <Sheet title="Around it" provenance="in the log" flush>
      <ul className="divide-y divide-line text-sm">
        {neighbours.map((each) => (
          <li key={each.leafIndex} className="flex items-center justify-between gap-3 py-2">
            <span className="font-mono text-xs text-ink-3">{formatNumber(each.leafIndex)}</span>
            {each.current ? (
              <b className="font-medium">{each.action}</b>
            ) : (
              <Link href={`/audit/${each.leafIndex}`} className="hover:text-accent hover:underline">
                {each.action}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
