import type { z } from "zod";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StatePill } from "#components/ui/state-pill.tsx";
import type { eventDetail } from "#lib/audit/queries/event-detail.ts";

type Detail = z.input<typeof eventDetail.output>["details"][number];

/** What is kept beside the log because it is personal: shown while it is there, and said where it was erased. */
export function KeptDetails({ details }: { details: readonly Detail[] }) {
  if (details.length === 0) return null;
  return (
    <Sheet title="Kept beside the log" provenance="can be erased; the entry holds a commitment to each">
      <DefinitionList
        items={details.map((detail) => ({
          term: detail.name,
          value: detail.kept ? (
            <span className="wrap-anywhere whitespace-pre-line">{textOf(detail.kept.body)}</span>
          ) : (
            <StatePill tone="none">Erased</StatePill>
          ),
        }))}
      />
    </Sheet>
  );
}

function textOf(body: unknown): string {
  if (typeof body === "string") return body;
  if (typeof body !== "object" || body === null) return String(body);
  return Object.entries(body)
    .map(([name, value]) => `${name}: ${typeof value === "object" ? JSON.stringify(value) : value}`)
    .join("\n");
}
