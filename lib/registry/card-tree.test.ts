import { toString as textOf } from "hast-util-to-string";
import { describe, expect, it } from "vitest";
import { type CardTree, cardTree } from "./card-tree.ts";

/** The tree of a card that is typeset. */
function typesetTree(markdown: string): CardTree {
  const typeset = cardTree(markdown);
  if (typeof typeset === "string") throw new Error(`is shown as its source: ${typeset}`);
  return typeset;
}

const shown = (markdown: string): string => textOf(typesetTree(markdown).tree).replaceAll(/\s+/g, " ").trim();

describe("what a card shows", () => {
  it.each([
    ["a block element", "<div>\nmust not decide about credit\n</div>"],
    ["a hidden element", '<div hidden style="display:none">must not decide about credit</div>'],
    ["an unknown element", "<x-note>must not decide about credit</x-note>"],
    ["a table", "<table><tr><td>must not decide about credit</td></tr></table>"],
    ["a summary", "<details><summary>must not decide about credit</summary>Why</details>"],
    ["a marquee in a paragraph", "It <marquee>must not decide about credit</marquee>."],
    ["a form's button", "<form><button>must not decide about credit</button></form>"],
  ])("keeps the text of %s", (_, markdown) => {
    expect(shown(markdown)).toContain("must not decide about credit");
  });

  it("keeps Markdown inside HTML as Markdown", () => {
    const { tree } = typesetTree('<div align="center">\n\n**bold**\n\n</div>');
    expect(JSON.stringify(tree)).toContain('"tagName":"strong"');
  });
});

describe("what a card leaves out", () => {
  it.each([
    ["nothing of plain text", "# One\n\nText with `code`, a [link](https://example.org) and a | table |", {}],
    ["nothing of presentation", '<p align="center" class="x" style="color:red" width="3">a</p>', {}],
    ["a comment", "a <!-- only for reviewers --> b", { comment: 1 }],
    ["a script with all it says", "<script>steal()</script><b>a</b>", { "script element": 1 }],
    [
      "a frame and its address",
      '<iframe src="https://example.org">x</iframe>',
      { "iframe element": 1, "src attribute": 1 },
    ],
    ["handlers", '<b onclick="steal()">a</b>', { "onclick attribute": 1 }],
    ["an address that runs", "[a](javascript:steal())", { "href attribute": 1 }],
    ["a picture that runs", '<img src="javascript:steal()" alt="a">', { "src attribute": 1 }],
  ])("is %s", (_, markdown, leftOut) => {
    expect(typesetTree(markdown).leftOut).toEqual(leftOut);
  });

  it("shows nothing that could run", () => {
    const hostile =
      '<script>a</script><svg onload=a><a href="data:text/html,x">b</a><style>*{}</style><form action=/x><input name=q></form>';
    const written = JSON.stringify(typesetTree(hostile).tree);
    for (const part of ["script", "svg", "onLoad", "data:", "style", "form", "action", "name"])
      expect(written).not.toContain(`"${part}"`);
    expect(written).not.toContain("data:text");
  });
});
