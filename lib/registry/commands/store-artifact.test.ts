import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { artifactStorage } from "#lib/registry/queries/artifact-storage.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { storeArtifact } from "./store-artifact.ts";

let here: TestWorkspace;
let author: Person;
let admin: Person;
beforeAll(async () => {
  here = await testWorkspace();
  author = await here.person("Jonas Lind", ["data-scientist"]);
  admin = await here.person("Ada Berg", ["admin"]);
});
afterAll(() => here?.close());
beforeEach(() => void vi.stubEnv("ARTIFACT_QUOTA_GB", "1"));
afterEach(() => void vi.unstubAllEnvs());

const MB = 1e6;
const artifact = (bits: string, megabytes: number) => ({
  digest: `sha256:${createHash("sha256").update(bits).digest("hex")}` as const,
  size: megabytes * MB,
  mediaType: "application/octet-stream",
});
const upload = (bits: string, megabytes: number) =>
  here.attempt(storeArtifact, artifact(bits, megabytes), author);
const full = { ok: false, error: { kind: "too-large", code: "artifact-storage-full" } };

describe("the quota of a workspace", () => {
  it("holds among uploads at the same moment, and counts each artifact once", async () => {
    const bits = ["a", "b", "c", "d", "e", "f"];
    const outcomes = await Promise.all(bits.flatMap((one) => [upload(one, 300), upload(one, 300)]));
    const accepted = outcomes.filter(({ ok }) => ok);
    expect(accepted).toHaveLength(6);
    for (const refused of outcomes.filter(({ ok }) => !ok)) expect(refused).toMatchObject(full);
    expect(await here.see(artifactStorage, {}, admin)).toEqual({
      artifacts: 3,
      usedBytes: 900 * MB,
      quotaBytes: 1000 * MB,
    });
  });

  it("is used to its last byte, and refuses the next in words", async () => {
    expect(await upload("rest", 100)).toMatchObject({ ok: true });
    expect(await upload("nothing", 0)).toMatchObject({ ok: true });
    expect(await upload("more", 0.000_001)).toMatchObject({
      error: {
        message:
          "This workspace stores 1.00 GB of artifacts; with this one it would exceed its quota of 1.00 GB.",
        todo: expect.stringContaining("ARTIFACT_QUOTA_GB"),
      },
    });
  });

  it("refuses nothing that is stored already, even where it was lowered", async () => {
    vi.stubEnv("ARTIFACT_QUOTA_GB", "0.5");
    expect(await upload("rest", 100)).toMatchObject({ ok: true });
    expect(await upload("new", 1)).toMatchObject(full);
  });

  it("is shown to admins alone", async () => {
    const viewer = await here.person("Vic Vane", ["viewer"]);
    expect(await here.ask(artifactStorage, {}, viewer)).toMatchObject({
      error: { code: "role-missing" },
    });
  });
});
