import type { EventWords, Subject } from "#components/ui/event-words.ts";
import { decidedOn } from "#lib/councils/decided.ts";
import type { ItemResult, sittingEvents } from "#lib/councils/sitting-events.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";

type Of = { readonly sitting: string; readonly council: string; readonly number: number };

const ofSitting = ({ sitting, council, number }: Of): Subject => ({
  text: `sitting ${number} of a council`,
  href: `/councils/${council}/sittings/${sitting}`,
});

/** What an outcome is called. */
export const RESULT_WORDS: Readonly<Record<ItemResult, string>> = {
  approved: "approved",
  held: "approved by every seat, held by a gate or a challenge",
  objected: "objected to",
  waiting: "not decided yet",
  changed: "changed while it was discussed",
  ended: "no longer open",
};

const plain = (did: (data: Of) => string) => ({
  tone: "plain" as const,
  sentence: ({ who, data }: { who: string; data: Of }) => `${who} ${did(data)}`,
  subject: ofSitting,
});

/** Sittings of councils, as the audit trail words what happens in them. */
export const sittingEventWords: EventWords<typeof sittingEvents> = {
  "sitting.planned": plain(({ number }) => `planned sitting ${number} of a council`),
  "sitting.moved": plain(({ number }) => `moved sitting ${number} of a council`),
  "sitting.called-off": plain(({ number }) => `called off sitting ${number} of a council`),
  "sitting.arranged": plain(({ number }) => `set the agenda of sitting ${number} of a council`),
  "sitting.opened": plain(({ number }) => `opened sitting ${number} of a council`),
  "sitting.attended": plain(({ number }) => `took down who came to sitting ${number} of a council`),
  "sitting-item.started": plain(({ number }) => `called an item of sitting ${number}`),
  "sitting-item.extended": plain(({ number }) => `gave an item of sitting ${number} more time`),
  "sitting-item.recorded": {
    tone: "plain",
    sentence: ({ who, data: { number, outcome } }) =>
      `${who} recorded an item of sitting ${number}: ${RESULT_WORDS[outcome.result]}`,
    subject: ofSitting,
  },
  "sitting-item.postponed": plain(({ number }) => `put off an item of sitting ${number}`),
  "sitting.noted": plain(({ number }) => `wrote into the minutes of sitting ${number}`),
  "sitting.vouched": plain(({ number }) => `gave all factors for what they sign in sitting ${number}`),
  "sitting.closed": plain(({ number }) => `ended sitting ${number} of a council`),
  "sitting.amended": plain(({ number }) => `added to the signed minutes of sitting ${number}`),
  "sitting.signed": {
    tone: "plain",
    sentence: ({ who, data: { decision, number, seat } }) =>
      `${who} ${decidedOn(decision, `the minutes of sitting ${number}`)} for ${functionLabels[seat]}`,
    subject: ofSitting,
  },
  "sitting.confirmed": {
    tone: "pass",
    sentence: ({ data: { number } }) => `The minutes of sitting ${number} of a council are signed`,
    subject: ofSitting,
  },
  "sitting.disputed": {
    tone: "hold",
    sentence: ({ who, data: { number } }) => `${who} disputed the minutes of sitting ${number}`,
    subject: ofSitting,
  },
};
