import type { Rule } from "../rule.ts";

/** Tests too: a folder that no row names is where the next person puts what fits nowhere. */
export const places: Rule = {
  name: "has a place for every file: a floor, a room, its furniture",
  check: (sources) =>
    sources
      .filter(({ floor }) => floor === "nowhere")
      .map(({ path }) => ({ path, says: "no such place in lib/testing/house/floors.ts" })),
};
