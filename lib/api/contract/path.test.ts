import { describe, expect, it } from "vitest";
import { documentPath, endingOf, honoPath, isPattern, pathParameters } from "./path.ts";

describe("a row's path", () => {
  it.each([
    ["/home", [], "/home", "/home"],
    [
      "/releases/{release}/verdicts",
      ["release"],
      "/releases/:release/verdicts",
      "/releases/{release}/verdicts",
    ],
    ["/tile/{level}/{tile+}", ["level", "tile"], "/tile/:level/:tile{.+}", "/tile/{level}/{tile}"],
    [
      "/proof/{event}.tlog-proof",
      ["event"],
      "/proof/:event{[^/]+\\.tlog-proof}",
      "/proof/{event}.tlog-proof",
    ],
  ])("%s names its parameters and is written in each reader's syntax", (path, names, hono, document) => {
    expect(pathParameters(path)).toEqual(names);
    expect(isPattern(path)).toBe(names.length > 0);
    expect(honoPath(path)).toBe(hono);
    expect(documentPath(path)).toBe(document);
  });

  it("returns what follows a parameter in its segment", () => {
    expect(endingOf("/proof/{event}.tlog-proof", "event")).toBe(".tlog-proof");
    expect(endingOf("/releases/{release}/packet", "release")).toBe("");
    expect(endingOf("/tile/{tile+}", "tile")).toBe("");
  });
});
