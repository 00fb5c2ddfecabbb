import { hitLine, kindLabels } from "#components/overview/search/hit-words.ts";
import type { SearchView } from "#lib/overview/views/search.ts";
import type { PaletteHit } from "./palette.tsx";

/** What was found, as the palette lists it: a state comes first in the second line. */
export const paletteHits = ({ groups }: Pick<SearchView, "groups">): PaletteHit[] =>
  groups.flatMap(({ kind, hits }) =>
    hits.map((hit) => {
      const { href, title, detail, look } = hitLine(hit);
      return { kind: kindLabels[kind], href, title, detail: look ? `${look.word}, ${detail}` : detail };
    }),
  );
