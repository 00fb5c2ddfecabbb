/** A state as people read it: `rolled-back` is "Rolled back". */
export function stateWord(state: string): string {
  const words = state.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The states with a word that begins with this, whatever its case. */
export function statesNamed<State extends string>(states: readonly State[], text: string): State[] {
  const start = text.toLowerCase();
  return states.filter((state) =>
    stateWord(state)
      .toLowerCase()
      .split(" ")
      .some((word) => word.startsWith(start)),
  );
}
