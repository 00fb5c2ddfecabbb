import type { EventWords } from "#components/ui/event-words.ts";
import type { exposureEvents } from "#lib/exposure/events.ts";
import type { DataIn } from "#lib/kernel/event-catalogue.ts";

/** Pointers, as the audit trail words what happens to them. */
export const exposureWords: EventWords<typeof exposureEvents> = {
  "pointer.created": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} added the pointer ${data.name} to ${data.model}`,
    subject: ({ name }) => ({ text: name, href: null }),
  },
  "pointer.moved": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} moved ${data.pointer}${moved(data)}`,
    subject: ({ pointer }) => ({ text: pointer, href: null }),
  },
  "pointer.returned": {
    tone: "hold",
    sentence: ({ who, data }) => `${who} put ${data.pointer} back on v${data.version}, from v${data.from}`,
    subject: ({ release }) => ({ text: `release ${release}`, href: `/releases/${release}` }),
  },
  "pointer.switched-off": {
    tone: "fail",
    sentence: ({ who, data }) => `${who} switched ${data.pointer} of ${data.model} off`,
    subject: ({ model }) => liveOf(model),
  },
  "pointer.switched-on": {
    tone: "hold",
    sentence: ({ who, data }) => `${who} switched ${data.pointer} of ${data.model} on again`,
    subject: ({ model }) => liveOf(model),
  },
};

const liveOf = (model: string) => ({ text: model, href: `/models/${model}?tab=live` });

function moved({
  kind,
  base,
  candidate,
  candidateWeight,
}: DataIn<typeof exposureEvents, "pointer.moved">): string {
  if (candidate === null) return ` to v${base} for everyone`;
  if (kind === "shadow") return `: v${candidate} in shadow, v${base} serves everyone`;
  return ` to v${candidate} for ${candidateWeight / 100} %, v${base} for the rest`;
}
