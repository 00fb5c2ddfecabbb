import type { EventWords, Subject } from "#components/ui/event-words.ts";
import type { registryEvents } from "#lib/registry/events.ts";

const ofVersion = (model: string, version: number): Subject => ({
  text: `${model} v${version}`,
  href: `/models/${model}/versions/${version}`,
});

/** Models, versions, cards and evaluations, as the audit trail words what happens to them. */
export const registryWords: EventWords<typeof registryEvents> = {
  "model.created": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} created the model ${data.name}`,
    subject: ({ name }) => ({ text: name, href: `/models/${name}` }),
  },
  "artifact.stored": {
    tone: "plain",
    sentence: ({ who }) => `${who} stored an artifact`,
    subject: () => ({ text: "artifact", href: null }),
  },
  "version.registered": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} registered ${data.model} v${data.number}`,
    subject: ({ model, number }) => ofVersion(model, number),
  },
  "version.offered": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} listed release #${data.number} of ${data.model} v${data.version}`,
    subject: ({ model, version }) => ofVersion(model, version),
  },
  "card.revised": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} revised the card of ${data.model} v${data.version}`,
    subject: ({ model, version }) => ofVersion(model, version),
  },
  "evaluation.reported": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} filed an evaluation of ${data.model} v${data.version}`,
    subject: ({ model, version }) => ofVersion(model, version),
  },
};
