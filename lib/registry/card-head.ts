export type CardHead = { readonly term: string; readonly value: string };

export type CardParts = {
  /** The flat part of the head. */
  readonly head: readonly CardHead[];
  /** The YAML between the two rules, verbatim; empty if there is none. */
  readonly headSource: string;
  /** Whether the head has content beyond `head`. */
  readonly deeper: boolean;
  readonly body: string;
};

/**
 * A card's YAML front matter and its body. Reads only the flat part of the head, `key: value` and simple lists, which
 * is what Hugging Face's cards use; deeper content is only reported as present.
 */
export function splitCard(markdown: string): CardParts {
  const match = /^\ufeff?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(markdown);
  if (!match) return { head: [], headSource: "", deeper: false, body: markdown };
  const headSource = match[1] ?? "";
  return { ...flatHead(headSource), headSource, body: markdown.slice(match[0].length) };
}

function flatHead(yaml: string): Pick<CardParts, "head" | "deeper"> {
  const terms: { term: string; values: string[]; deep: boolean }[] = [];
  for (const line of yaml.split(/\r?\n/)) {
    const pair = /^([A-Za-z][\w-]*):\s*(.*)$/.exec(line);
    const entry = /^\s*-\s+([^:{[]+)$/.exec(line);
    const last = terms.at(-1);
    if (pair) terms.push({ term: pair[1] ?? "", values: [pair[2] ?? ""], deep: false });
    else if (last && entry) last.values.push(entry[1] ?? "");
    else if (last && line.trim() !== "") last.deep = true;
  }
  const head = terms
    .filter(({ deep }) => !deep)
    .map(({ term, values }) => ({ term: term.replaceAll("_", " "), value: listed(values) }))
    .filter(({ value }) => value !== "");
  return { head, deeper: terms.some(({ deep }) => deep) };
}

function listed(values: readonly string[]): string {
  return values
    .map((value) =>
      value
        .trim()
        .replace(/^(["'])(.*)\1$/, "$2")
        .replace(/^\[(.*)\]$/, "$1"),
    )
    .filter(Boolean)
    .join(", ");
}
