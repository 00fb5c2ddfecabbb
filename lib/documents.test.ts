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

/** A path of the project in backticks: its first step is a folder or file of the root. */
const TOP = new Set(readdirSync(root).filter((name) => name !== ".data"));

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
