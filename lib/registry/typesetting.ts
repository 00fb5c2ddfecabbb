/** Longer than most books; a longer card is shown as its source. */
const TYPESET_LENGTH_MAX = 100_000;

/*
 * What a card may have at most, so that no parser of Markdown or HTML takes more than linear time or memory over it. Each
 * bound is far above what people write, and counts the source: what merely looks like markup in a code block counts too.
 */

/** Every heading and list item is compared with what follows it. */
const LINES_MAX = 4000;
/** GFM fills every row of a table to the width of its head. */
const CELLS_MAX = 50_000;
/** Every emphasis mark of a paragraph is tried against those before it. */
const EMPHASIS_IN_BLOCK_MAX = 1000;
const BRACKETS_MAX = 5000;
/** Quotes and list items that lines begin with: inside each other on one line, and on all lines together. */
const OPENED_BY_LINE_MAX = 20;
const OPENED_MAX = 5000;
const TAGS_MAX = 5000;
/** HTML repeats an element that formats, and is never closed, in every element after it. */
const REPEATED_MAX = 1_000_000;

const TAG = /<[a-z]/gi;
const FORMATTING_TAG = /<(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/>]/gi;
const OPENINGS = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)))+/;

/** Why a card's body is not typeset but shown as its source; null where it is. */
export type NotTypeset = "long" | "intricate";

/** Decides by counting, in linear time. */
export function whyNotTypeset(body: string): NotTypeset | null {
  if (body.length > TYPESET_LENGTH_MAX) return "long";
  const lines = body.split(/\r\n|\r|\n/);
  if (lines.length > LINES_MAX) return "long";
  const intricate = hasIntricateLines(lines) || hasIntricateBlocks(lines) || hasIntricateTags(body);
  return intricate || count(body, /\[/g) > BRACKETS_MAX ? "intricate" : null;
}

function hasIntricateLines(lines: readonly string[]): boolean {
  const opened = lines.map((line) => count(OPENINGS.exec(line)?.[0] ?? "", /[>*+.)-]/g));
  return total(opened) > OPENED_MAX || opened.some((many) => many > OPENED_BY_LINE_MAX);
}

function hasIntricateBlocks(lines: readonly string[]): boolean {
  let cells = 0;
  for (const block of blocksOf(lines)) {
    cells += block.length * block.reduce((most, line) => Math.max(most, count(line, /\|/g)), 0);
    const emphasis = total(block.map((line) => count(line, /[*_~]/g)));
    if (cells > CELLS_MAX || emphasis > EMPHASIS_IN_BLOCK_MAX) return true;
  }
  return false;
}

/** Lines between blank ones. */
function blocksOf(lines: readonly string[]): string[][] {
  const blocks: string[][] = [[]];
  for (const line of lines)
    if (line.trim() === "") blocks.push([]);
    else blocks.at(-1)!.push(line);
  return blocks;
}

function hasIntricateTags(body: string): boolean {
  const tags = count(body, TAG);
  const elements = tags + count(body, /[\n\r|]/g);
  return tags > TAGS_MAX || count(body, FORMATTING_TAG) * elements > REPEATED_MAX;
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
