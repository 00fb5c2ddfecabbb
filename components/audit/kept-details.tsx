import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StatePill } from "#components/ui/state-pill.tsx";
import type { KeptDetail } from "#lib/audit/views/event-detail.ts";

/** Personal details, which lie beside the log so that they can be erased. */
export function KeptDetails({ details }: { details: readonly KeptDetail[] }) {
  if (details.length === 0) return null;
  return (
    <Sheet title="Kept beside the log" provenance="can be erased; the entry holds a commitment to each">
      <DefinitionList
        items={details.map(({ name, kept }) => ({
          term: name,
          value: kept ? (
            <span className="wrap-anywhere whitespace-pre-line">{bodyText(kept.body)}</span>
          ) : (
            <StatePill tone="none">Erased</StatePill>
          ),
        }))}
      />
    </Sheet>
  );
}

/** A block as lines of text: its fields one a line, a text as it is. */
export function bodyText(body: unknown): string {
  if (typeof body === "string") return body;
  if (typeof body !== "object" || body === null) return String(body);
  return Object.entries(body)
    .map(([name, value]) => `${name}: ${typeof value === "object" ? JSON.stringify(value) : value}`)
    .join("\n");
}
