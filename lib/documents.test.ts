import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const documents = [
  "README.md",
  "ARCHITECTURE.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

/** What commands make, and no checkout has. */
const MADE = [".data", "test-results"];
/** A path of the project in backticks: its first step is a folder or file of the root. */
const TOP = new Set(readdirSync(root).filter((name) => !MADE.includes(name)));

/** Tests are named without their ending. */
const ENDINGS = ["", ".ts", ".spec.ts"];

describe("the documents", () => {
  it.each(documents)("%s names only paths that exist", (document) => {
    const text = readFileSync(join(root, document), "utf8");
    const named = [...text.matchAll(/`([\w.@/[\]{},*-]+\/[\w.@/[\]{},*-]*)`/g)].map((match) => match[1]!);
    const paths = named.filter((path) => TOP.has(path.split("/")[0]!) && !/[*{<]/.test(path));
    expect(paths.filter((path) => !ENDINGS.some((ending) => existsSync(join(root, path + ending))))).toEqual(
      [],
    );
  });

  it.each(documents)("%s links only to files that exist", (document) => {
    const text = readFileSync(join(root, document), "utf8");
    const links = [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)]
      .map((match) => match[1]!)
      .filter((link) => !/^https?:/.test(link));
    const folder = document.includes("/") ? "docs" : "";
    expect(links.filter((link) => !existsSync(join(root, folder, link)))).toEqual([]);
  });
});

describe("the README", () => {
  /** Words in italics are what a page says: on a button, a link, a choice. */
  const labels = [
    ...readFileSync(join(root, "README.md"), "utf8").matchAll(/(?<![*\w])\*([A-Z][^*]+)\*(?![*\w])/g),
  ].map((match) => match[1]!.replaceAll(/\s+/g, " "));
  const pages = ["app", "components", "lib"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /(?<!\.test)\.tsx?$/.test(name) && !name.startsWith("testing/"))
      .map((name) => readFileSync(join(root, folder, name), "utf8")),
  );
  const said = new Set(pages.flatMap((text) => text.split(/[<>"`\n]/)).map((words) => words.trim()));

  it("says what the pages say", () => {
    expect(labels).toContain("Open a release");
    expect(labels.filter((label) => !said.has(label))).toEqual([]);
  });
});
