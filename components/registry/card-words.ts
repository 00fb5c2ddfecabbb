import { countOf } from "#components/ui/format-number.ts";
import type { LeftOut } from "#lib/registry/card-tree.ts";
import type { NotTypeset } from "#lib/registry/typesetting.ts";

/** Why a card is shown as its source. */
export const notTypesetText: Readonly<Record<NotTypeset, string>> = {
  long: "This card is longer than 100,000 characters or 4,000 lines, so it is shown as its source.",
  intricate: "This card nests or repeats more markup than a page can show, so it is shown as its source.",
};

/** What of a card is not shown, as a sentence that says where to read it; null where all of it is. */
export function notShownText(leftOut: LeftOut, headIsDeeper: boolean): string | null {
  const parts = Object.entries(leftOut).map(([kind, count]) => countOf(count, kind));
  if (headIsDeeper) parts.push("the nested part of the front matter");
  return parts.length === 0
    ? null
    : `Not shown: ${parts.join(", ")}. The digest covers them; read them in the source.`;
}
