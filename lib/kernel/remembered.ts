/**
 * A pure function of a text that remembers what it returned for the last texts, of together at most `charactersMax`
 * characters. Nobody may change what it returns.
 */
export function remembered<T>(compute: (text: string) => T, charactersMax: number): (text: string) => T {
  const known = new Map<string, T>();
  let characters = 0;
  const forget = (text: string) => {
    characters -= text.length;
    known.delete(text);
  };
  return (text) => {
    const value = known.has(text) ? (known.get(text) as T) : compute(text);
    if (known.has(text)) forget(text);
    // The last entry of a Map is the one used last.
    known.set(text, value);
    characters += text.length;
    for (const oldest of known.keys()) {
      if (characters <= charactersMax) break;
      forget(oldest);
    }
    return value;
  };
}
