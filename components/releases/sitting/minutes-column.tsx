import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import { entryText } from "#lib/releases/minutes-document.ts";
import type { SittingEntry } from "#lib/releases/views/sitting.ts";

/** The minutes so far. What somebody typed has a bar and a name; the rest entered by itself. */
export function MinutesList({ entries }: { entries: readonly SittingEntry[] }) {
  if (entries.length === 0) return <p className="text-sm text-ink-2">Nothing is in the minutes yet.</p>;
  return (
    <ol className="flex flex-col gap-3">
      {entries.map((entry) => (
        <li key={entry.key} className="flex gap-3 text-sm">
          <Time at={entry.at} as="hour" className="w-10 shrink-0 pt-px text-xs text-ink-3" />
          <MinutesLine entry={entry} />
        </li>
      ))}
    </ol>
  );
}

function MinutesLine({ entry }: { entry: SittingEntry }) {
  const { says, typed } = entryText(entry);
  if (entry.kind === "note" || entry.kind === "addendum")
    return (
      <div className="min-w-0 border-l-2 border-accent pl-3">
        <p className="whitespace-pre-line">{typed}</p>
        <p className="text-xs text-ink-2">{says}</p>
      </div>
    );
  return (
    <div className="min-w-0 text-ink-2">
      {entry.href ? <a href={entry.href}>{says}</a> : says}
      {typed !== null && <p className="text-xs text-ink-2">{typed}</p>}
    </div>
  );
}

export function MinutesColumn({
  entries,
  children,
}: {
  entries: readonly SittingEntry[];
  children: React.ReactNode;
}) {
  return (
    <Sheet title="Minutes" provenance="verdicts and times enter by themselves">
      <div className="flex flex-col gap-4">
        <MinutesList entries={entries} />
        {children}
      </div>
    </Sheet>
  );
}
