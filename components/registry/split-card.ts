export type CardHead = { term: string; value: string };

/**
 * A card's YAML front matter and its body. Only the flat part of the head is read, `key: value` and simple
 * lists, which is what Hugging Face's cards put there; anything deeper stays out rather than half shown.
 */
export function splitCard(markdown: string): { head: readonly CardHead[]; body: string } {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?/.exec(markdown);
  if (!match) return { head: [], body: markdown };
  return { head: flatHead(match[1] ?? ""), body: markdown.slice(match[0].length) };
}

function flatHead(yaml: string): CardHead[] {
  const head: { term: string; values: string[]; deep: boolean }[] = [];
  for (const line of yaml.split(/\r?\n/)) {
    const pair = /^([A-Za-z][\w-]*):\s*(.*)$/.exec(line);
    const entry = /^\s*-\s+([^:{[]+)$/.exec(line);
    const last = head.at(-1);
    if (pair) head.push({ term: pair[1] ?? "", values: [pair[2] ?? ""], deep: false });
    else if (last && entry) last.values.push(entry[1] ?? "");
    else if (last && line.trim() !== "") last.deep = true;
  }
  return head
    .filter((each) => !each.deep)
    .map(({ term, values }) => ({ term: term.replaceAll("_", " "), value: listed(values) }))
    .filter((each) => each.value !== "");
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
