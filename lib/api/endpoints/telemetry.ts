import type { Api, ApiParts } from "#lib/api/app.ts";
import { guarded } from "#lib/api/handle.ts";
import { readJson } from "#lib/api/read-input.ts";
import { ingestOutcomes } from "#lib/monitoring/ingest/ingest-outcomes.ts";
import { ingestPredictions } from "#lib/monitoring/ingest/ingest-predictions.ts";

/** What versions answered, and what became true. */
export function telemetryDoors(app: Api, parts: ApiParts): void {
  const doors = { predictions: ingestPredictions, outcomes: ingestOutcomes };
  for (const [name, ingest] of Object.entries(doors))
    app.post(
      `/api/v1/${name}`,
      guarded(parts, async (caller, context) => {
        const body = await readJson(context);
        return body.ok ? ingest(parts.db, body.value, { caller, now: new Date() }) : body;
      }),
    );
}
