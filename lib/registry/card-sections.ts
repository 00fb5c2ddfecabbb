import type { Element, Nodes } from "hast";
import { toString as textOf } from "hast-util-to-string";
import { splitCard } from "./card-head.ts";
import { cardTree } from "./card-tree.ts";

/** A heading's visible text in lower case, without the emoji, numbers and marks before its first letter. */
export type CardHeading = { readonly text: string; readonly depth: number; filled: boolean };

/** The headings with content under them, in the card's order. */
export function filledHeadings(markdown: string): string[] {
  const found: CardHeading[] = [];
  const { body } = splitCard(markdown);
  const typeset = cardTree(body);
  if (typeof typeset === "string") readLines(body, found);
  else visit(typeset.tree, found);
  return found.filter(({ filled }) => filled).map(({ text }) => text);
}

function visit(node: Nodes, found: CardHeading[]): void {
  if (node.type === "element" && isHeading(node)) {
    found.push({ text: named(textOf(node)), depth: Number(node.tagName[1]), filled: false });
    return;
  }
  if (isContent(node)) fillUp(found);
  if ("children" in node) for (const child of node.children) visit(child, found);
}

/** Of a card that is not typeset: headings by their number signs, outside fences of code. */
function readLines(body: string, found: CardHeading[]): void {
  for (const line of linesOutsideCode(body)) {
    const [, signs, text] = /^ {0,3}(#{1,6})[ \t]+([^#]*)/.exec(line) ?? [];
    if (signs !== undefined) found.push({ text: named(text!), depth: signs.length, filled: false });
    else if (isAnswer(line)) fillUp(found);
  }
}

function* linesOutsideCode(body: string): Generator<string> {
  let fence: string | null = null;
  for (const line of body.split(/\r\n|\r|\n/)) {
    const mark = /^ {0,3}(```|~~~)/.exec(line)?.[1];
    if (mark === undefined) {
      if (fence === null) yield line;
    } else if (fence === null) fence = mark;
    else if (fence === mark) fence = null;
  }
}

const isHeading = ({ tagName }: Element): boolean => /^h[1-6]$/.test(tagName);
const named = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/^\P{L}+/u, "");

/** Text that templates leave for the author to replace. "None" and "N/A" are answers. */
const PLACEHOLDER =
  /^(?:more information needed|to ?do|tb[ad]|coming soon|to be (?:added|defined|done|filled in|written)|fill (?:this )?in|x+|lorem ipsum.*|placeholder|your text here|optional)$/;

function isContent(node: Nodes): boolean {
  if (node.type === "element") return node.tagName === "img" && Boolean(node.properties["alt"]);
  return node.type === "text" && isAnswer(node.value);
}

function isAnswer(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.length > 0 && !PLACEHOLDER.test(words.join(" "));
}

/** Content fills its own heading and every heading above that one. */
function fillUp(found: readonly CardHeading[]): void {
  let depth = Number.POSITIVE_INFINITY;
  for (const heading of found.toReversed()) {
    if (heading.depth >= depth) continue;
    heading.filled = true;
    depth = heading.depth;
  }
}
