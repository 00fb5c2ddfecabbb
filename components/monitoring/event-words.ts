import type { EventWords } from "#components/ui/event-words.ts";
import { countOf } from "#components/ui/format-number.ts";
import type { monitoringEvents } from "#lib/monitoring/events.ts";

/** Evidence, as the audit trail words what happens to it. */
export const monitoringWords: EventWords<typeof monitoringEvents> = {
  "outcome.corrected": {
    tone: "hold",
    sentence: ({ who, data: { corrected, pointer, source } }) =>
      `${who}${source === undefined ? "" : ` (source ${source})`} corrected ${countOf(corrected, "outcome")} ${pointer === undefined ? "of predictions that have not come" : `on ${pointer}`}`,
    subject: ({ batch }) => ({ text: `batch ${batch}`, href: null }),
  },
};
