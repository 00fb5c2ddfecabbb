import { inEachFile } from "../rule.ts";

/** What the product is made of. The demonstration lives in examples/ and prisma/seed/. */
const PRODUCT = /^(?:app|components|lib|bin)\/|^(?:server|worker)\.ts$/;

/** Its model, its trade, its people and its workspace. */
const WORDS =
  /flight|timetable|airline|airport|aircraft|airspace|passenger|turnaround|boarding|skyline|gate-(?:cost|forecast)|lindqvist|okafor|achebe/i;

export const demonstration = inEachFile("speaks of no demonstration in the product", ({ path, text }) => {
  const [word] = (PRODUCT.test(path) && WORDS.exec(text)) || [];
  return word ? [`says "${word}"`] : [];
});
