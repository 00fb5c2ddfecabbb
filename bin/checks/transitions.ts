import { provenanceStreams } from "#lib/access/provenance.ts";
import { isIn } from "#lib/kernel/event-catalogue.ts";
import { type Step, stepOf } from "#lib/kernel/machine-steps.ts";
import { EVENTS } from "#lib/overview/events.ts";
import { RELEASE_STEPS, releaseAfter, releaseMachine } from "#lib/releases/release.ts";
import { COUPLED, ROLLOUT_STEPS, rolloutAfter, rolloutMachine } from "#lib/rollouts/rollout.ts";
import type { Entry, Packet } from "../verify-packet.ts";
import { type Documents, documentCheck, type Found, placeOf, streamOf, toldBy, toldIn } from "./documents.ts";

const RELEASE = {
  steps: RELEASE_STEPS,
  whyNot: releaseMachine.whyNot,
  after: releaseAfter,
  start: "draft",
} as const;
const ROLLOUT = {
  steps: ROLLOUT_STEPS,
  whyNot: rolloutMachine.whyNot,
  after: rolloutAfter,
  start: "running",
} as const;

/** Every step of the release and of its rollout was allowed in its state, and the two moved together. */
export const transitionsCheck = documentCheck("transitions", ({ release, rollout }, packet, found) => {
  const ofRelease = streamOf(packet, `release/${release.id}`);
  const ofRollout = rollout ? streamOf(packet, `rollout/${rollout.id}`) : [];
  follow(ofRelease, RELEASE, found);
  follow(ofRollout, ROLLOUT, found);
  for (const [place, message] of uncoupled(ofRelease, ofRollout)) found.tampered(place, message);
  for (const [place, message] of strangers(packet, { release, rollout })) found.tampered(place, message);
  for (const entry of packet.entries.filter(isUnreadable))
    found.incomplete(placeOf(entry), `is a ${entry.value.action} that this verifier cannot read`);
  if (rollout && ofRollout.length === 0)
    found.incomplete("entries.ndjson", `has no events of rollout/${rollout.id}`);
  return `${ofRelease.length + ofRollout.length} steps were allowed in the states they were taken in`;
});

type Machine<State extends string, Verb extends string> = {
  readonly steps: Readonly<Record<string, Step<State, Verb>>>;
  readonly whyNot: (state: State, verb: Verb) => string | null;
  readonly after: (state: State, event: { readonly type: string }) => State;
  /** The state before any known event. */
  readonly start: State;
};

/** Takes a stream's steps one by one, each in the state before it. */
function follow<State extends string, Verb extends string>(
  events: readonly Entry[],
  machine: Machine<State, Verb>,
  { tampered, incomplete }: Pick<Found, "tampered" | "incomplete">,
): void {
  let state = machine.start;
  for (const [i, event] of events.entries()) {
    const type: string = event.value.action;
    const place = placeOf(event);
    const step = stepOf(machine.steps, type);
    const opens = step !== undefined && "opens" in step;
    if (opens !== (i === 0)) tampered(place, `${type} cannot come here`);
    if (!step) incomplete(place, `${type} is unknown to this verifier`);
    const reason = step && i > 0 && "verb" in step ? machine.whyNot(state, step.verb) : null;
    if (reason !== null) tampered(place, `${type} was not allowed: ${reason}`);
    state = machine.after(state, { type });
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

/** Of a known type, but with data that does not fit its catalogue. */
const isUnreadable = (entry: Entry): boolean => isIn(EVENTS, entry.value.action) && !toldBy(entry);

/** Events of another release or rollout do not belong in the packet, nor those of people who signed nothing. */
function strangers(packet: Packet, { release, rollout }: Pick<Documents, "release" | "rollout">) {
  const own = new Set([
    ...signersAndHands(packet, release.id).flatMap(provenanceStreams),
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
    .map((entry): [string, string] => [
      placeOf(entry),
      "belongs to a stream that is not part of this release",
    ]);
}

/** Everybody who signed the release, and whose acts made them signers, and so on. */
function signersAndHands(packet: Packet, release: string): string[] {
  const ids = new Set(
    toldIn(packet, `release/${release}`).flatMap(({ data }) => ("signer" in data ? data.signer : [])),
  );
  // A set hands out what is added while it is read.
  for (const id of ids)
    for (const stream of provenanceStreams(id))
      for (const { value } of streamOf(packet, stream)) ids.add(value.actor.id);
  return [...ids];
}
