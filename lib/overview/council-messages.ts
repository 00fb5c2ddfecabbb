import type { councilEvents } from "#lib/councils/events.ts";
import type { freezeEvents } from "#lib/policy/freeze-events.ts";
import { STOP_MINUTES } from "#lib/policy/stop.ts";
import type { Audience, Message, Telling } from "./message.ts";
import { reviewMessages } from "./review-messages.ts";
import { sittingMessages } from "./sitting-messages.ts";
import { TOPICS } from "./topics.ts";

const asked = { to: [{ are: "asked" }], asks: true } as const;

const waiver = (
  number: number,
  model: string,
  rest: Omit<Message, "title" | "href" | "topic" | "kind">,
): Message[] => [
  {
    kind: "waiver",
    title: `Waiver ${number} of ${model}`,
    href: `/waivers/${number}`,
    topic: TOPICS.waiver(number),
    ...rest,
  },
];

const tier = (model: string, rest: Omit<Message, "title" | "href" | "topic">): Message[] => [
  { title: `Tier of ${model}`, href: `/models/${model}?tab=tier`, topic: TOPICS.tier(model), ...rest },
];

const envelope = (
  number: number,
  model: string,
  rest: Omit<Message, "title" | "href" | "topic">,
): Message[] => [
  {
    title: `Envelope ${number} of ${model}`,
    href: `/envelopes/${number}`,
    topic: TOPICS.envelope(number),
    ...rest,
  },
];

type Closed = { readonly finding: string; readonly number: number; readonly model: string };
const closed =
  (sentence: string) =>
  ({ finding, number, model }: Closed): Message[] => [
    {
      kind: "finding",
      to: [{ are: "finding-owner", finding }],
      title: `Finding ${number} of ${model}`,
      href: `/models/${model}/findings`,
      topic: `finding-${finding}`,
      sentence,
    },
  ];

/** Whom the events of policies, councils, tiers, delegations, waivers and findings tell. */
export const councilMessages: Telling<keyof typeof councilEvents> = {
  ...sittingMessages,
  "policy.proposed": ({ version }) => [
    {
      kind: "signature",
      ...asked,
      title: `Policy ${version}`,
      href: "/policy",
      topic: TOPICS.policy(version),
      sentence: "A change of the policy needs your signature.",
    },
  ],
  "policy.signed": null,
  "policy.rejected": null,
  "policy.proposal-withdrawn": null,
  "council.proposed": ({ council, content }) => [
    {
      kind: "signature",
      ...asked,
      title: `Who sits on ${content.name}`,
      href: `/councils/${council}`,
      topic: TOPICS.council(council),
      sentence: "A change of the council needs your signature.",
    },
  ],
  "council.signed": null,
  "council.composed": ({ council, content: { name, chair } }) => [
    {
      kind: "decision",
      to: [{ are: "person", id: chair }],
      title: `Who sits on ${name}`,
      href: `/councils/${council}`,
      topic: TOPICS.council(council),
      sentence: "The council sits as was proposed.",
    },
  ],
  "council.rejected": null,
  "council.proposal-withdrawn": null,
  "assessment.proposed": ({ model, tier: to }) =>
    tier(model, {
      kind: "signature",
      ...asked,
      sentence: `The tier ${to} is proposed and needs your signature.`,
    }),
  "assessment.signed": null,
  "assessment.confirmed": ({ model, tier: to }) =>
    tier(model, { kind: "decision", to: [{ are: "owner" }], sentence: `The tier ${to} is confirmed.` }),
  "assessment.rejected": ({ model, tier: to }) =>
    tier(model, { kind: "decision", to: [{ are: "owner" }], sentence: `The tier ${to} was rejected.` }),
  "assessment.withdrawn": null,
  "delegation.created": ({ to, startsAt }) => [
    {
      kind: "delegation",
      to: [{ are: "person", id: to }],
      title: "A delegation to you",
      href: "/account#delegations",
      topic: `delegation-to-${to}`,
      sentence: "You may sign for somebody else for a time.",
      dueAt: startsAt,
    },
  ],
  "delegation.ended": ({ from, to }) => [
    {
      kind: "delegation",
      to: [
        { are: "person", id: to },
        { are: "person", id: from },
      ],
      title: "A delegation ended",
      href: "/account#delegations",
      topic: `delegation-to-${to}`,
      sentence: "It was ended before its time.",
    },
  ],
  "waiver.requested": ({ number, model, endsAt }) =>
    waiver(number, model, { ...asked, sentence: "A waiver needs your signature.", dueAt: endsAt }),
  "waiver.extended": ({ number, model, endsAt }) =>
    waiver(number, model, { ...asked, sentence: "An extension needs your signature.", dueAt: endsAt }),
  "waiver.signed": null,
  "waiver.granted": ({ waiver: id, number, model }) =>
    waiver(number, model, { to: [{ are: "waiver-requester", waiver: id }], sentence: "Granted." }),
  "waiver.refused": ({ waiver: id, number, model }) =>
    waiver(number, model, { to: [{ are: "waiver-requester", waiver: id }], sentence: "Refused." }),
  "waiver.withdrawn": ({ waiver: id, number, model }) =>
    waiver(number, model, {
      to: [{ are: "waiver-requester", waiver: id }, { are: "owner" }],
      sentence: "Withdrawn: its gate counts again.",
    }),
  "envelope.proposed": ({ number, model, terms }) =>
    envelope(number, model, {
      kind: "signature",
      ...asked,
      sentence: "An envelope for standard changes needs your signature.",
      dueAt: terms.endsAt,
    }),
  "envelope.signed": null,
  "envelope.granted": ({ number, model }) =>
    envelope(number, model, { kind: "decision", to: [{ are: "owner" }], sentence: "Granted." }),
  "envelope.refused": ({ number, model }) =>
    envelope(number, model, { kind: "decision", to: [{ are: "owner" }], sentence: "Refused." }),
  "envelope.revoked": ({ number, model }) =>
    envelope(number, model, {
      kind: "decision",
      to: [{ are: "owner" }, { are: "role", role: "release-manager" }],
      sentence: "Revoked: nothing starts or goes further under it.",
    }),
  "envelope.used": null,
  "finding.opened": ({ finding, number, model, owner, dueAt, severity }) => [
    {
      kind: "finding",
      to: [{ are: "person", id: owner }],
      title: `Finding ${number} of ${model}`,
      href: `/models/${model}/findings`,
      topic: `finding-${finding}`,
      sentence: `A finding of severity ${severity} is assigned to you.`,
      dueAt,
    },
  ],
  ...reviewMessages,
  "finding.resolved": closed("Your finding was resolved."),
  "finding.accepted": closed("Your finding was accepted as it is."),
};

/** Whoever may loosen a freeze and stop all rollouts. */
const LOOSENING: readonly Audience[] = [
  { are: "role", role: "release-manager" },
  { are: "role", role: "reviewer" },
];

/** Whom the events of freezes tell. */
export const freezeMessages: Telling<keyof typeof freezeEvents> = {
  "freeze.created": null,
  "stop.asked": () => [
    {
      kind: "emergency",
      to: [...LOOSENING],
      title: "All rollouts are to stop",
      href: "/freezes#stop",
      topic: "stop",
      urgent: true,
      sentence: `It counts once a second, independent person confirms it within ${STOP_MINUTES} minutes.`,
    },
  ],
  "stop.confirmed": () => [
    {
      kind: "emergency",
      to: [...LOOSENING, { are: "role", role: "data-scientist" }],
      title: "All rollouts are stopped",
      href: "/freezes#stop",
      topic: "stop",
      urgent: true,
      sentence: "None starts, resumes or goes further until two people end it.",
    },
  ],
  "loosening.proposed": () => [
    {
      kind: "signature",
      to: [...LOOSENING],
      title: "A freeze is to be loosened",
      href: "/freezes",
      topic: "loosening",
      sentence: "It counts once a second, independent person confirms it.",
    },
  ],
  "loosening.confirmed": null,
};
