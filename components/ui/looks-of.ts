import { stateWord } from "#lib/kernel/state-word.ts";
import type { StateLook } from "./state-pill.tsx";

type Look = Omit<StateLook, "word">;

/** The look of every state; its word is the one that search finds it by. */
export function looksOf<State extends string>(
  looks: Readonly<Record<State, Look>>,
): Readonly<Record<State, StateLook>>;
export function looksOf(looks: Readonly<Record<string, Look>>): Readonly<Record<string, StateLook>> {
  return Object.fromEntries(
    Object.entries(looks).map(([state, look]) => [state, { word: stateWord(state), ...look }]),
  );
}
