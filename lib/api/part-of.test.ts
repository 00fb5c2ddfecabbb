import { describe, expect, it } from "vitest";
import { isUpload, partOf } from "./part-of.ts";
import { table } from "./table.ts";

describe("the parts", () => {
  it("are distinguished by the API's own table", () => {
    for (const { path } of table) expect(partOf(path), path).toBe("api");
    for (const path of [
      "/",
      "/api",
      "/api/docs",
      "/api/docs?x=1",
      "/releases/1",
      "//api/v1/models",
      "/apiary/v1",
      "/ofrep",
    ])
      expect(partOf(path), path).toBe("page");
    expect(partOf("/api/docsx")).toBe("api");
    expect(partOf("/api/auth/signin")).toBe("sign-in");
  });
});

describe("an upload", () => {
  it("is what arrives as a file, and nothing else", () => {
    expect(["/api/v1/artifacts", "/api/v1/artifacts?x=1"].map(isUpload)).toEqual([true, true]);
    expect(["/api/v1/predictions", "/api/v1/artifacts/x", "/"].map(isUpload)).toEqual([false, false, false]);
  });
});
