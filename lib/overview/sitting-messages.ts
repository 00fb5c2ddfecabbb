import type { sittingEvents } from "#lib/councils/sitting-events.ts";
import type { Message, Telling } from "./message.ts";
import { TOPICS } from "./topics.ts";

type Of = { readonly sitting: string; readonly council: string; readonly number: number };

const toCouncil = (
  { sitting, council, number }: Of,
  rest: Pick<Message, "sentence"> & { readonly dueAt?: string },
): Message[] => [
  {
    kind: "sitting",
    to: [{ are: "council-people", council }],
    title: `Sitting ${number} of your council`,
    href: `/councils/${council}/sittings/${sitting}`,
    topic: TOPICS.sitting(sitting),
    ...rest,
  },
];

const toSigners = (
  { sitting, council, number, signers }: Of & { readonly signers: readonly { readonly person: string }[] },
  sentence: string,
): Message[] => [
  {
    kind: "signature",
    to: signers.map(({ person }) => ({ are: "person" as const, id: person })),
    title: `Minutes of sitting ${number}`,
    href: `/councils/${council}/sittings/${sitting}`,
    topic: TOPICS.minutes(sitting),
    sentence,
  },
];

/** Whom the events of sittings tell. A planned one has its time, so that it is in the calendar of each. */
export const sittingMessages: Telling<keyof typeof sittingEvents> = {
  "sitting.planned": (of) => toCouncil(of, { sentence: "A sitting is planned.", dueAt: of.startsAt }),
  "sitting.moved": (of) => toCouncil(of, { sentence: "The sitting was moved.", dueAt: of.startsAt }),
  "sitting.called-off": (of) => toCouncil(of, { sentence: "The sitting was called off." }),
  "sitting.arranged": null,
  "sitting.opened": (of) => toCouncil(of, { sentence: "The sitting has begun." }),
  "sitting.attended": null,
  "sitting-item.started": null,
  "sitting-item.extended": null,
  "sitting-item.recorded": null,
  "sitting-item.postponed": null,
  "sitting.noted": null,
  "sitting.vouched": null,
  "sitting.closed": (of) => toSigners(of, "The minutes need your signature."),
  "sitting.amended": (of) => toSigners(of, "An addendum to the minutes needs your signature."),
  "sitting.signed": null,
  "sitting.confirmed": (of) => toCouncil(of, { sentence: "The minutes are signed." }),
  "sitting.disputed": (of) => toCouncil(of, { sentence: "The minutes were disputed and are written again." }),
};
