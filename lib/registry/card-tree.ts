import type { Element, Nodes, Root } from "hast";
import rehypeRaw from "rehype-raw";
import rehypeSanitize, { type Options as AllowList } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { remembered } from "#lib/kernel/remembered.ts";
import { type NotTypeset, whyNotTypeset } from "./typesetting.ts";

/** What the page of a card leaves out, with counts: `comment`, `script element`, `onclick attribute`. */
export type LeftOut = Readonly<Record<string, number>>;

export type CardTree = { readonly tree: Root; readonly leftOut: LeftOut };

/** A card's body as shown, or why it is shown as its source. */
export type Typeset = CardTree | NotTypeset;

/** Elements that only carry text and structure. Any other element loses its tags and keeps its text. */
const ELEMENTS =
  "a abbr b blockquote br caption center cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img " +
  "input ins kbd li mark ol p pre q s samp section small span strike strong sub summary sup table tbody td tfoot th " +
  "thead time tr tt u ul var";
/** The content of these is not text for a reader, so they are removed with all their content. */
const STRIPPED = [
  "script",
  "style",
  "iframe",
  "object",
  "embed",
  "template",
  "noscript",
  "svg",
  "math",
  "select",
];

const CELL = ["align", "colSpan", "rowSpan", "scope"];
const allowList: AllowList = {
  tagNames: ELEMENTS.split(" "),
  strip: STRIPPED,
  ancestors: Object.fromEntries(
    ["tbody", "td", "th", "thead", "tfoot", "tr"].map((name) => [name, ["table"]]),
  ),
  attributes: {
    "*": ["dir", "lang", "title"],
    a: ["href"],
    img: ["alt", "src"],
    input: [["type", "checkbox"], ["disabled", true], "checked"],
    ol: ["start"],
    td: CELL,
    th: CELL,
    time: ["dateTime"],
  },
  protocols: { href: ["http", "https", "mailto"], src: ["http", "https"] },
  required: { input: { type: "checkbox", disabled: true } },
};

/** Parsing is most of what a page with a card costs, and the same few cards are read again and again. */
const REMEMBERED_MAX = 1_000_000;

const parser = unified().use(remarkParse).use(remarkGfm);
const toHtml = unified().use(remarkRehype, { allowDangerousHtml: true }).use(rehypeRaw);
const cleaner = unified().use(rehypeSanitize, allowList);

/**
 * A card's body as shown: GitHub's Markdown with its HTML, cleaned by an allow-list, with a count of what that
 * removed. Sections are found in the same tree, so that a section is what a reader sees as one.
 */
export const cardTree = remembered(
  (body): Typeset => whyNotTypeset(body) ?? typesetBody(body),
  REMEMBERED_MAX,
);

function typesetBody(body: string): Typeset {
  try {
    return cleaned(body);
  } catch (error) {
    // Elements nested deeper than the stack.
    if (error instanceof RangeError) return "intricate";
    throw error;
  }
}

function cleaned(body: string): CardTree {
  const written = toHtml.runSync(parser.parse(body)) as Root;
  const before = tally(written);
  const tree = cleaner.runSync(written) as Root;
  return { tree, leftOut: difference(before, tally(tree)) };
}

/** The page styles itself, so these are removed without being counted. */
const PRESENTATION = new Set([
  "align",
  "className",
  "style",
  "width",
  "height",
  "id",
  "name",
  "border",
  "valign",
]);

function tally(root: Nodes): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (kind: string) => counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const visit = (node: Nodes): void => {
    if (node.type === "comment") count("comment");
    if (node.type === "element") countElement(node, count);
    if ("children" in node) for (const child of node.children) visit(child);
  };
  visit(root);
  return counts;
}

function countElement({ tagName, properties }: Element, count: (kind: string) => void): void {
  if (STRIPPED.includes(tagName)) count(`${tagName} element`);
  for (const attribute of Object.keys(properties))
    if (!PRESENTATION.has(attribute)) count(`${attribute.toLowerCase()} attribute`);
}

function difference(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): LeftOut {
  const lost = [...before].map(([kind, n]) => [kind, n - (after.get(kind) ?? 0)] as const);
  return Object.fromEntries(lost.filter(([, n]) => n > 0));
}
