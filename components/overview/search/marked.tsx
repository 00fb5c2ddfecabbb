import { Fragment } from "react";
import { termsOf } from "#lib/overview/search.ts";

/** A text with the words of the search marked. */
export function Marked({ text, query }: { text: string; query: string }) {
  const words = termsOf(query).map((term) => escaped(term.text));
  if (words.length === 0) return text;
  const parts = text.split(new RegExp(`(${words.join("|")})`, "gi"));
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <mark key={index} className="rounded-xs bg-accent-weak font-semibold text-accent">
        {part}
      </mark>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
