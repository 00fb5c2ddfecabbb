import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Flips one bit at about `places` bytes of every file in a folder, one at a time, and restores the file after. */
export function* flippedBytes(folder: string, places: number) {
  for (const name of readdirSync(folder)) {
    const original = readFileSync(join(folder, name));
    const step = Math.max(1, Math.floor(original.length / places));
    for (let at = 0; at < original.length; at += step) {
      const flipped = Buffer.from(original);
      flipped[at] = flipped[at]! ^ (1 << (at % 8));
      writeFileSync(join(folder, name), flipped);
      yield { name, at, original, flipped };
    }
    writeFileSync(join(folder, name), original);
  }
}
