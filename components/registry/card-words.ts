import { countOf } from "#components/ui/format-number.ts";
import type { LeftOut } from "#lib/registry/card-tree.ts";

/** What of a card is not shown, as a sentence that says where to read it; null where all of it is. */
export function notShownText(leftOut: LeftOut, headIsDeeper: boolean): string | null {
  const parts = Object.entries(leftOut).map(([kind, count]) => countOf(count, kind));
  if (headIsDeeper) parts.push("the nested part of the front matter");
  return parts.length === 0
    ? null
    : `Not shown: ${parts.join(", ")}. The digest covers them; read them in the source.`;
}
