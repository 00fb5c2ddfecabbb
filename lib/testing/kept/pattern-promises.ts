import fc from "fast-check";

const SAMPLES = 300;
const BMP_MAX = 0xffff;

/** A text that the old pattern accepted and the new one refuses, found by trying; null where none was found. */
export function refusedNow(then: string | undefined, now: string): string | null {
  const pair = JSON.stringify([then, now]);
  if (!found.has(pair)) found.set(pair, counterexample(then ?? "", now));
  return found.get(pair) ?? null;
}

const found = new Map<string, string | null>();

function counterexample(then: string, now: string): string | null {
  if (then === now) return null;
  const [before, after] = [new RegExp(then), new RegExp(now)];
  const isRefused = (text: string): boolean => before.test(text) && !after.test(text);
  const drawn = fc.sample(fc.stringMatching(before), { numRuns: SAMPLES, seed: 1 });
  return drawn.find(isRefused) ?? everyCharacter().find(isRefused) ?? null;
}

/** Each character once, alone and between letters. */
function everyCharacter(): string[] {
  const texts: string[] = [];
  for (let code = 0; code <= BMP_MAX; code++) {
    const character = String.fromCharCode(code);
    if (character.isWellFormed()) texts.push(character, `a${character}b`);
  }
  return texts;
}
