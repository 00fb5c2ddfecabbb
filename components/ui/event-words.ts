import type { Catalogue, DataIn, TypeIn } from "#lib/kernel/event-catalogue.ts";
import { capital } from "./capital.ts";
import type { Tone } from "./tone.ts";

/** What an event's sentence is built from. */
export type Said<Data> = {
  /** Who did it: a name, or "The system". */
  readonly who: string;
  /** The person it was done to: a name, or "somebody". */
  readonly whom: string;
  /** Did they do it to themselves? */
  readonly own: boolean;
  readonly data: Data;
};

/** What an event is about, with its page where it has one: "release 2, round 1". */
export type Subject = { readonly text: string; readonly href: string | null };

type Words<Data> = {
  /** How it reads at a glance: good, bad, or worth a look. */
  readonly tone: Tone;
  /** Who did what, without its full stop. */
  readonly sentence: (said: Said<Data>) => string;
  readonly subject: (data: Data) => Subject;
};

/** The words of a room's events: an event without its words does not compile. */
export type EventWords<C extends Catalogue> = { readonly [T in TypeIn<C>]: Words<DataIn<C, T>> };

/** What an event is called, where no sentence is at hand: "Rollout rolled back". */
export const actionText = (action: string): string => capital(action.replaceAll(/[.-]/g, " "));

/** The reason, appended to what was done: ": Log-loss is worse by 0.047". */
export const because = (reason: string | undefined): string =>
  reason ? `: ${reason.replace(/\.$/, "")}` : "";
