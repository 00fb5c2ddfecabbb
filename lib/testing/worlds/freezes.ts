import { deedSubject } from "#lib/access/step-up.ts";
import { createFreeze } from "#lib/policy/commands/create-freeze.ts";
import type { FreezeTerms } from "#lib/policy/freeze.ts";
import { type LooseningKind, looseningSubject } from "#lib/policy/loosening.ts";
import { STOP_SUBJECT } from "#lib/policy/stop.ts";
import { askStop } from "#lib/releases/commands/ask-stop.ts";
import { confirmLoosening } from "#lib/releases/commands/confirm-loosening.ts";
import { confirmStop } from "#lib/releases/commands/confirm-stop.ts";
import { proposeLoosening } from "#lib/releases/commands/propose-loosening.ts";
import { switchOffPointer } from "#lib/rollouts/commands/switch-off-pointer.ts";
import { present } from "./releases.ts";
import type { Person, TestWorkspace } from "./workspace.ts";
import type { World } from "./world.ts";

/** A freeze of everything, far ahead. */
export const freezeOf = (more: Partial<FreezeTerms> = {}) => ({
  name: "Year end",
  reason: "Few are here to answer.",
  window: { kind: "once" as const, from: "2030-12-20T09:00", to: "2031-01-04T09:00" },
  zone: "Europe/Berlin",
  models: null,
  pointers: null,
  emergencies: true,
  ...more,
});

/** One that is in force from now on for so many hours. */
export function freezing(here: TestWorkspace, by: Person, hours: number, more: Partial<FreezeTerms> = {}) {
  const at = (ms: number) => new Date(here.clock.now.getTime() + ms).toISOString().slice(0, 16);
  const window = { kind: "once" as const, from: at(0), to: at(hours * 3_600_000) };
  return here.make(createFreeze, freezeOf({ window, zone: "UTC", ...more }), by);
}

/** What switches the world's pointer off. */
export const OFF = { model: "flight-delay", pointer: "production", reason: "Answers look wrong." };

/** What whoever switches it off is answered. */
export const switchOff = ({ here, people }: World, by: Person = people.rhea) =>
  here.attempt(switchOffPointer, OFF, by);

type Asked = { readonly freeze: string; readonly kind: LooseningKind; readonly release?: number };

/** The input for proposing to loosen a freeze, with a fresh proof of presence. */
export async function loosening(here: TestWorkspace, by: Person, asked: Asked) {
  const subjectDigest = deedSubject("propose-loosening", { by: by.id, of: looseningSubject(asked) });
  const proved = await present(here, by, { act: "propose-loosening", subjectDigest });
  return { ...asked, reason: "It cannot wait.", ...proved };
}

export const loosen = async (here: TestWorkspace, by: Person, asked: Asked) =>
  here.make(proposeLoosening, await loosening(here, by, asked), by);

/** Asks to stop all rollouts, with a fresh proof of presence. */
export async function stopInput(here: TestWorkspace, by: Person) {
  const subjectDigest = deedSubject("ask-stop", { by: by.id, of: STOP_SUBJECT });
  return {
    reason: "Answers are wrong everywhere.",
    ...(await present(here, by, { act: "ask-stop", subjectDigest })),
  };
}
export const askingStop = async (here: TestWorkspace, by: Person) =>
  here.make(askStop, await stopInput(here, by), by);

/** Confirms that, with a fresh proof of presence. */
export async function confirmingStop(here: TestWorkspace, by: Person, stop: string) {
  const subjectDigest = deedSubject("confirm-stop", { by: by.id, of: stop });
  const proved = await present(here, by, { act: "confirm-stop", subjectDigest });
  return here.attempt(confirmStop, { stop, ...proved }, by);
}

/** Confirms it, with a fresh proof of presence. */
export async function confirming(here: TestWorkspace, by: Person, of: string) {
  const subjectDigest = deedSubject("confirm-loosening", { by: by.id, of });
  const proved = await present(here, by, { act: "confirm-loosening", subjectDigest });
  return here.attempt(confirmLoosening, { loosening: of, ...proved }, by);
}

/** Two people of a world end what holds: a freeze, a switch or a stop. */
export async function endByTwo({ here, people }: Pick<World, "here" | "people">, freeze: string) {
  const of = await loosen(here, people.rhea, { freeze, kind: "end" });
  return confirming(here, people.dara, of.loosening);
}
