import type { ReactNode } from "react";
import { Digest } from "#components/ui/digest.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { DIGEST_PATTERN } from "#lib/kernel/digest.ts";

/** A public fact of an event, as a reader meets it. */
export function recordedValue(value: unknown): ReactNode {
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(inLine).join(", ");
  if (typeof value === "object" && value !== null) return <Parts entries={Object.entries(value)} />;
  return scalar(value);
}

function scalar(value: unknown): ReactNode {
  if (value === null || value === "") return "none";
  if (typeof value === "number") return formatNumber(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  const text = String(value);
  return DIGEST_PATTERN.test(text) ? <Digest value={text} /> : text;
}

const inLine = (value: unknown): string =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);

const PARTS_MAX = 12;

/** A small object is shown by its own terms; a large or deep one only in the bytes below. */
function Parts({ entries }: { entries: readonly [string, unknown][] }) {
  const flat = entries.every(([, part]) => typeof part !== "object" || part === null);
  if (!flat || entries.length > PARTS_MAX) return <span className="text-ink-3">see the bytes below</span>;
  return (
    <span className="flex flex-col gap-1">
      {entries.map(([name, part]) => (
        <span key={name} className="flex flex-wrap items-center gap-x-2">
          <span className="text-ink-3">{name}</span> {recordedValue(part)}
        </span>
      ))}
    </span>
  );
}
