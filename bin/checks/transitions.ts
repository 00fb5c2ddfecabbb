import { isIn } from "#lib/kernel/event-catalogue.ts";
import { type Step, stepOf } from "#lib/kernel/machine-steps.ts";
import { EVENTS } from "#lib/overview/events.ts";
import { RELEASE_STEPS, releaseAfter, releaseMachine } from "#lib/releases/release.ts";
import { COUPLED, ROLLOUT_STEPS, rolloutAfter, rolloutMachine } from "#lib/rollouts/rollout.ts";
import type { Entry, Packet } from "../verify-packet.ts";
import { type Documents, documentCheck, placeOf, streamOf, toldBy } from "./documents.ts";

/** Every step of the release and of its rollout was one its state allowed, and the two moved together. */
export const transitionsCheck = documentCheck("transitions", ({ release, rollout }, packet, found) => {
  const ofRelease = streamOf(packet, `release/${release.id}`);
  const ofRollout = rollout ? streamOf(packet, `rollout/${rollout.id}`) : [];
  const { tampered, incomplete } = found;
  const walk = { tampered, incomplete };
  follow(ofRelease, RELEASE_STEPS, { ...walk, whyNot: releaseMachine.whyNot, after: releaseAfter });
  follow(ofRollout, ROLLOUT_STEPS, { ...walk, whyNot: rolloutMachine.whyNot, after: rolloutAfter });
  for (const [place, message] of uncoupled(ofRelease, ofRollout)) found.tampered(place, message);
  for (const [place, message] of strangers(packet, { release, rollout })) found.tampered(place, message);
  for (const entry of packet.entries)
    if (isIn(EVENTS, entry.value.action) && !toldBy(entry))
      found.incomplete(placeOf(entry), `is no ${entry.value.action} that this verifier can read`);
  if (rollout && ofRollout.length === 0)
    found.incomplete("entries.ndjson", `has no events of rollout/${rollout.id}`);
  return `${ofRelease.length + ofRollout.length} steps were legal in the state they were taken in`;
});

type Walk<State extends string, Verb extends string> = {
  readonly tampered: (place: string, message: string) => void;
  readonly incomplete: (place: string, message: string) => void;
  readonly whyNot: (state: State, verb: Verb) => string | null;
  readonly after: (state: State, event: { readonly type: string }) => State;
};

/** Takes a stream's steps one by one, each in the state it found. */
function follow<State extends string, Verb extends string>(
  events: readonly Entry[],
  steps: Readonly<Record<string, Step<State, Verb>>>,
  { tampered, incomplete, whyNot, after }: Walk<State, Verb>,
): void {
  let state: State | null = null;
  for (const event of events) {
    const type: string = event.value.action;
    const place = placeOf(event);
    const step = stepOf(steps, type);
    const opens = step !== undefined && "opens" in step ? step.opens : null;
    if ((state === null) !== (opens !== null)) tampered(place, `${type} cannot come here`);
    if (!step) incomplete(place, `${type} is nothing this verifier knows`);
    else if ("verb" in step && state !== null) {
      const reason = whyNot(state, step.verb);
      if (reason !== null) tampered(place, `${type} was not allowed: ${reason}`);
    }
    state = state === null ? opens : after(state, { type });
  }
}

function uncoupled(release: readonly Entry[], rollout: readonly Entry[]): [string, string][] {
  const at = (events: readonly Entry[], action: string) =>
    events.filter(({ value }) => value.action === action);
  return Object.entries(COUPLED).flatMap(([inRollout, inRelease]) => {
    const times = new Set(at(rollout, inRollout).map(({ value }) => value.occurred_at));
    const others = new Set(at(release, inRelease).map(({ value }) => value.occurred_at));
    return [
      ...at(release, inRelease).filter(({ value }) => !times.has(value.occurred_at)),
      ...at(rollout, inRollout).filter(({ value }) => !others.has(value.occurred_at)),
    ].map((event): [string, string] => [
      placeOf(event),
      `${inRollout} and ${inRelease} did not happen together`,
    ]);
  });
}

/** Events of another release or rollout have no place in the packet. */
function strangers(packet: Packet, { release, rollout }: Pick<Documents, "release" | "rollout">) {
  const own = new Set([
    `release/${release.id}`,
    `rollout/${rollout?.id}`,
    `pointer/${release.pointer}`,
    `model/${release.model}`,
    `policy/${release.workspace}`,
  ]);
  const isOwn = ({ value }: Entry): boolean =>
    own.has(value.stream) ||
    (value.stream.startsWith("incident/") &&
      value.targets.some((target: { id: string }) => target.id === rollout?.id));
  return packet.entries
    .filter((entry) => !isOwn(entry))
    .map((entry): [string, string] => [placeOf(entry), "is of a stream that is no part of this release"]);
}
