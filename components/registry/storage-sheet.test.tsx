import { describe, expect, it } from "vitest";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { artifactStorage } from "#lib/testing/specimens/views/registry.ts";
import { StorageSheet } from "./storage-sheet.tsx";

const GB = 1e9;
const shown = (changed: Parameters<typeof artifactStorage>[0]) =>
  textOf(<StorageSheet storage={artifactStorage(changed)} />);

describe("the storage of artifacts", () => {
  it.each([
    [0, 0, ["0 %", "0 bytes in 0 artifacts", "takes no more room"]],
    [1, 12 * GB, ["12 %", "12.0 GB in 1 artifact", "100 GB", "takes no more room"]],
    [900, 79.9 * GB, ["80 %", "79.9 GB in 900 artifacts", "takes no more room"]],
    [900, 80 * GB, ["80 %", "Nearly full", "ARTIFACT_QUOTA_GB"]],
    [900, 100 * GB, ["100 %", "Full: new artifacts are refused.", "ARTIFACT_QUOTA_GB"]],
    [900, 140 * GB, ["100 %", "140 GB", "Full"]],
  ])("of %d artifacts with %d bytes of 100 GB", (artifacts, usedBytes, expected) => {
    const text = shown({ artifacts, usedBytes });
    for (const words of expected) expect(text).toContain(words);
  });
});
