import type { exposureEvents } from "#lib/exposure/events.ts";
import type { incidentEvents } from "#lib/incidents/events.ts";
import { releaseTitle } from "#lib/releases/release-title.ts";
import type { rolloutEvents } from "#lib/rollouts/events.ts";
import type { About, Audience, Message, Telling } from "./message.ts";
import { TOPICS } from "./topics.ts";

const author: Audience = { are: "author" };
const signers: Audience = { are: "signers" };
const owner: Audience = { are: "owner" };
const managers: Audience = { are: "role", role: "release-manager" };

type Rest = Pick<Message, "kind" | "to" | "sentence"> & Partial<Message>;

function about({ release }: About, rest: Rest): Message[] {
  if (!release) return [];
  const { number } = release;
  const href = `/releases/${number}/rollout`;
  return [{ title: releaseTitle(release), href, topic: `release-${number}`, ...rest }];
}

/** Whom the events of a rollout tell. Its end is told when it is decided; that it was carried out is no second message. */
export const rolloutMessages: Telling<keyof typeof rolloutEvents> = {
  "rollout.started": null,
  "rollout.advanced": null,
  "rollout.paused": null,
  "rollout.resumed": null,
  "rollout.halted": ({ number, stage }, of) => [
    ...about(of, {
      kind: "rollback",
      to: [managers],
      topic: TOPICS.halted(number),
      asks: true,
      urgent: true,
      sentence: `Halted in stage ${stage}; decide what follows.`,
    }),
    ...about(of, {
      kind: "rollback",
      to: [author, owner, signers],
      urgent: true,
      sentence: `Halted in stage ${stage}.`,
    }),
  ],
  "rollout.rolling-back": ({ stage }, of) =>
    about(of, {
      kind: "rollback",
      to: [author, owner, signers, managers],
      urgent: true,
      sentence: `Rolling back from stage ${stage}.`,
    }),
  "rollout.rolled-back": null,
  "rollout.completed": (_, of) =>
    about(of, { kind: "decision", to: [author, owner], sentence: "Fully released." }),
};

const incident = (number: number, title: string, rest: Rest): Message => ({
  title: `Incident ${number}: ${title}`,
  href: `/incidents/${number}`,
  topic: TOPICS.incident(number),
  ...rest,
});

const modelOf = ({ model }: About): string => model ?? "a rollout";

/** Whom the events of an incident tell. */
export const incidentMessages: Telling<keyof typeof incidentEvents> = {
  "incident.opened": ({ number }, of) => [
    incident(number, modelOf(of), {
      kind: "incident",
      to: [author],
      asks: true,
      urgent: true,
      sentence: "Opened; record what caused it.",
    }),
    incident(number, modelOf(of), {
      kind: "incident",
      to: [owner, managers],
      urgent: true,
      sentence: "Opened by a halt or a rollback.",
    }),
  ],
  "incident.noted": null,
  "incident.explained": ({ number }, of) => [
    incident(number, modelOf(of), {
      kind: "incident",
      to: [managers],
      asks: true,
      sentence: "The cause is recorded; close it once it is settled.",
    }),
  ],
  "incident.assessed": null,
  "step.ticked": null,
  "step.unticked": null,
  "learning.added": ({ number, learning, owner: id }, of) => [
    {
      ...incident(number, modelOf(of), {
        kind: "incident",
        to: [{ are: "person", id }],
        asks: true,
        sentence: "You see to what it taught; say once it is in force.",
      }),
      topic: TOPICS.learning(number, learning),
    },
  ],
  "learning.settled": null,
  "incident.closed": ({ number }, of) => [
    incident(number, modelOf(of), { kind: "incident", to: [author, owner], sentence: "Closed." }),
  ],
};

const switched = (
  { pointer, model }: { readonly pointer: string; readonly model: string },
  said: "off" | "on",
  sentence: string,
): Message => ({
  kind: "rollback",
  to: [owner, managers],
  title: `${pointer} of ${model} is switched ${said}`,
  href: `/models/${model}?tab=live`,
  topic: `pointer-${pointer}`,
  ...(said === "off" ? { urgent: true } : {}),
  sentence,
});

/** Whom the events of a pointer tell. */
export const pointerMessages: Telling<keyof typeof exposureEvents> = {
  "pointer.created": null,
  "pointer.moved": null,
  "pointer.returned": ({ pointer, version }, of) => [
    {
      kind: "rollback",
      to: [owner, managers],
      title: `${pointer} returned to v${version}`,
      href: of.model ? `/models/${of.model}?tab=live` : "/rollouts",
      topic: `pointer-${pointer}`,
      urgent: true,
      sentence: "The pointer serves an earlier approved version again.",
    },
  ],
  "pointer.switched-off": (data) => [
    switched(data, "off", "The base version serves everyone; nothing starts until two people switch it on."),
  ],
  "pointer.switched-on": (data) => [
    switched(data, "on", "Releases may start there again; what is live stays."),
  ],
};
