import type { EventWords, Subject } from "#components/ui/event-words.ts";
import { decidedOn } from "#lib/councils/decided.ts";
import type { envelopeEvents } from "#lib/councils/envelope-events.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";

type Named = { readonly number: number; readonly model: string };
const ofEnvelope = ({ number }: Named): Subject => ({
  text: `envelope ${number}`,
  href: `/envelopes/${number}`,
});
const named = ({ number, model }: Named): string => `envelope ${number} of ${model}`;

/** Envelopes of the standard class, as the audit trail words what happens to them. */
export const envelopeEventWords: EventWords<typeof envelopeEvents> = {
  "envelope.proposed": {
    tone: "hold",
    sentence: ({ who, data }) => `${who} proposed ${named(data)} on ${data.pointer}`,
    subject: ofEnvelope,
  },
  "envelope.signed": {
    tone: "plain",
    sentence: ({ who, data }) =>
      `${who} ${decidedOn(data.decision, named(data))} for ${functionLabels[data.seat]}`,
    subject: ofEnvelope,
  },
  "envelope.granted": {
    tone: "pass",
    sentence: ({ who, data }) => `${who} recorded ${named(data)} as signed by its council`,
    subject: ofEnvelope,
  },
  "envelope.refused": {
    tone: "fail",
    sentence: ({ who, data }) => `${who} recorded ${named(data)} as refused`,
    subject: ofEnvelope,
  },
  "envelope.revoked": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} revoked ${named(data)}`,
    subject: ofEnvelope,
  },
  "envelope.used": {
    tone: "plain",
    sentence: ({ who, data }) =>
      `${who} started release ${data.releaseNumber} under ${named(data)}, use ${data.use}`,
    subject: ofEnvelope,
  },
};
