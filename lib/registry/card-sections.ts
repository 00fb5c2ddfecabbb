import type { Element, Nodes } from "hast";
import { toString as textOf } from "hast-util-to-string";
import { splitCard } from "./card-head.ts";
import { cardTree } from "./card-tree.ts";

/** A heading's visible text in lower case, without the emoji, numbers and marks before its first letter. */
type CardHeading = { readonly text: string; readonly depth: number; filled: boolean };

/** Headings in the card's order, and those of them above the present place, the deepest last. */
type Outline = { readonly all: CardHeading[]; readonly above: CardHeading[] };

/** The headings with content under them, in the card's order. */
export function filledHeadings(markdown: string): string[] {
  const outline: Outline = { all: [], above: [] };
  const { body } = splitCard(markdown);
  const typeset = cardTree(body);
  if (typeof typeset === "string") readLines(body, outline);
  else visit(typeset.tree, outline);
  return outline.all.filter(({ filled }) => filled).map(({ text }) => text);
}

function visit(node: Nodes, outline: Outline): void {
  if (node.type === "element" && isHeading(node)) {
    enter(outline, textOf(node), Number(node.tagName[1]));
    return;
  }
  if (isContent(node)) fillUp(outline);
  if ("children" in node) for (const child of node.children) visit(child, outline);
}

/** Of a card that is not typeset: headings by their number signs, outside fences of code. */
function readLines(body: string, outline: Outline): void {
  for (const line of linesOutsideCode(body)) {
    const [, signs, text] = /^ {0,3}(#{1,6})[ \t]+([^#]*)/.exec(line) ?? [];
    if (signs !== undefined) enter(outline, text!, signs.length);
    else if (isAnswer(line)) fillUp(outline);
  }
}

function enter({ all, above }: Outline, text: string, depth: number): void {
  while (above.length > 0 && above.at(-1)!.depth >= depth) above.pop();
  const heading = { text: named(text), depth, filled: false };
  all.push(heading);
  above.push(heading);
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
function fillUp({ above }: Outline): void {
  for (const heading of above) heading.filled = true;
}
