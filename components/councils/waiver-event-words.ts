import type { EventWords, Subject } from "#components/ui/event-words.ts";
import { decidedOn } from "#lib/councils/decided.ts";
import type { waiverEvents } from "#lib/councils/waiver-events.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";

type Named = { readonly number: number; readonly model: string };
const ofWaiver = ({ number }: Named): Subject => ({ text: `waiver ${number}`, href: "/waivers" });
const named = ({ number, model, term }: Named & { readonly term: number }): string =>
  term === 1 ? `waiver ${number} of ${model}` : `extension ${term - 1} of waiver ${number} of ${model}`;

/** Waivers of gates, as the audit trail words what happens to them. */
export const waiverEventWords: EventWords<typeof waiverEvents> = {
  "waiver.requested": {
    tone: "hold",
    sentence: ({ who, data: { number, model, gate } }) =>
      `${who} requested waiver ${number} of the gate ${gate.id} for ${model}`,
    subject: ofWaiver,
  },
  "waiver.extended": {
    tone: "hold",
    sentence: ({ who, data }) => `${who} requested ${named(data)}`,
    subject: ofWaiver,
  },
  "waiver.signed": {
    tone: "plain",
    sentence: ({ who, data }) =>
      `${who} ${decidedOn(data.decision, named(data))} for ${functionLabels[data.seat]}`,
    subject: ofWaiver,
  },
  "waiver.granted": {
    tone: "pass",
    sentence: ({ who, data }) => `${who} recorded ${named(data)} as granted`,
    subject: ofWaiver,
  },
  "waiver.refused": {
    tone: "fail",
    sentence: ({ who, data }) => `${who} recorded ${named(data)} as refused`,
    subject: ofWaiver,
  },
  "waiver.withdrawn": {
    tone: "plain",
    sentence: ({ who, data: { number, model } }) => `${who} withdrew waiver ${number} of ${model}`,
    subject: ofWaiver,
  },
};
