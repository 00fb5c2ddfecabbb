import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { digest } from "#lib/kernel/fields.ts";
import { type TestApi, testApi } from "#lib/testing/servers/api.ts";
import { refused } from "#lib/testing/servers/problem.ts";
import { HOSTILE } from "#lib/testing/specimens/hostile.ts";
import { specimens } from "#lib/testing/specimens/specimens.ts";
import { PASSWORD } from "#lib/testing/worlds/workspace.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api?.close());

const V1 = "/api/v1";

describe("an artifact", () => {
  const upload = (body: BodyInit, more: object = {}) =>
    api.call("POST", `${V1}/artifacts`, {
      body,
      headers: { "content-type": "application/octet-stream" },
      ...more,
    });

  it("is stored by its digest, recorded, and returned as a file and never as a page", async () => {
    const text = "<script>alert(document.cookie)</script>";
    const digest = `sha256:${createHash("sha256").update(text).digest("hex")}`;
    const stored = await upload(text, { headers: { "content-type": "text/html" } });
    expect(stored.json).toEqual({ digest, size: text.length });
    const { workspace, model } = api.here;
    const events = await workspace.eventsOf(`artifact/${workspace.workspaceId}.${digest}`);
    expect(events).toMatchObject([
      { action: "artifact.stored", data: { size: text.length, mediaType: "text/html" } },
    ]);
    const version = {
      ...specimens(api.here)["POST /models/{model}/versions"].rest,
      manifest: [{ path: 'pages/a "b" é;c.html'.replaceAll(/[";]/g, ""), digest, size: text.length }],
    };
    const registered = await api.call("POST", `${V1}/models/${model}/versions`, { json: version });
    expect(registered.status, registered.text).toBe(200);
    const { number } = registered.json as { number: number };
    const path = `${V1}/models/${model}/versions/${number}/artifacts/${encodeURIComponent("pages/a b éc.html")}`;
    const given = await api.call("GET", path);
    expect(given.text).toBe(text);
    expect(given.headers.get("content-type")).toBe("application/octet-stream");
    expect(given.headers.get("content-disposition")).toBe(
      "attachment; filename*=UTF-8''a%20b%20%C3%A9c.html",
    );
    expect(given.headers.get("cache-control")).toContain("private");
    const etag = given.headers.get("etag")!;
    for (const named of [etag, `W/${etag}`, `"other", W/${etag}`, "*"]) {
      const again = await api.call("GET", path, { headers: { "if-none-match": named } });
      expect([again.status, again.text, again.headers.get("etag")]).toEqual([304, "", etag]);
    }
    expect((await api.call("GET", path, { headers: { "if-none-match": '"other"' } })).status).toBe(200);
  });

  it("cannot be stored without the permission, and then nothing is kept", async () => {
    await refused(upload("not allowed", { as: api.here.viewer }), 403, "role-missing");
    const digest = `sha256:${createHash("sha256").update("not allowed").digest("hex")}`;
    const { db, workspaceId } = api.here.workspace;
    expect(await inWorkspace(db, workspaceId, (tx) => tx.artifact.count({ where: { digest } }))).toBe(0);
    await refused(api.call("POST", `${V1}/artifacts`), 400, "body-missing");
  });

  it("that exceeds the workspace's quota is refused in words, and leaves no file", async () => {
    vi.stubEnv("ARTIFACT_QUOTA_GB", "0.000001");
    const [large, small] = ["l".repeat(2000), "s"];
    await refused(upload(large), 413, "artifact-storage-full");
    const digest = `sha256:${createHash("sha256").update(large).digest("hex")}` as const;
    expect(await api.parts.store.read(api.here.workspace.workspaceId, digest)).toBeNull();
    expect((await upload(small)).status).toBe(200);
    vi.stubEnv("ARTIFACT_QUOTA_GB", "0.000000001");
    expect((await upload(small)).status).toBe(200);
    vi.stubEnv("ARTIFACT_QUOTA_GB", undefined);
  });

  it.each([
    ["../../etc/passwd", "steps out"],
    ["/etc/passwd", "is absolute"],
    ["a\\..\\b", "has a backslash"],
    ["a/./b", "has a dot for a step"],
    ["a//b", "has an empty step"],
    ["a\u0000b", "holds a NUL"],
    ["a\u202eb", "holds a mark that reverses text"],
    ["cafe\u0301", "is not in NFC"],
    ["C:/x", "names a drive"],
    ["a\nb", "has two lines"],
    ["x".repeat(241), "is too long"],
  ])("is not registered under a path that %s: it %s", async (path) => {
    const own = specimens(api.here)["POST /models/{model}/versions"].rest!;
    const [file] = own["manifest"] as { path: string; digest: string; size: number }[];
    const json = { ...own, manifest: [{ ...file, path }] };
    const answer = await api.call("POST", `${V1}/models/${api.here.model}/versions`, { json });
    expect(answer.status).toBe(400);
    expect(["invalid-input", "text-malformed"]).toContain(answer.problem.code);
  });

  it("is not registered twice under one name, even where only letter case differs", async () => {
    const own = specimens(api.here)["POST /models/{model}/versions"].rest!;
    const [file] = own["manifest"] as { path: string }[];
    const json = { ...own, manifest: [file, { ...file, path: "OTHER.json" }] };
    await refused(
      api.call("POST", `${V1}/models/${api.here.model}/versions`, { json }),
      400,
      "manifest-path-twice",
    );
  });
});

describe("the password once more", () => {
  const stepUp = (json: unknown, more: object = {}) =>
    api.call("POST", `${V1}/session/step-up`, { json, ...more });
  const wanted = { password: PASSWORD, act: "cast-verdict", subjectDigest: digestOfJson({ release: 1 }) };

  it("gives a proof only to a signed-in person from our own pages", async () => {
    const given = await stepUp(wanted, { as: api.here.reviewer });
    expect(given.json).toEqual({ stepUpId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(given.headers.get("cache-control")).toBe("no-store");
    await refused(stepUp(wanted, { as: api.here.token.secret }), 403, "person-only");
    await refused(stepUp(wanted, { as: null }), 401, "sign-in-needed");
    await refused(stepUp(wanted, { headers: { origin: "https://evil.example" } }), 403, "foreign-origin");
  });

  it("signs what it was given for, once, and nothing else", async () => {
    const { workspace, inReview, reviewer } = api.here;
    const { subjectDigest, round } = await workspace.db.prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT set_config('app.workspace', ${workspace.workspaceId}, true)`;
      return tx.release.findFirstOrThrow({ where: { number: inReview } });
    });
    const sign = (stepUpId: string, as = reviewer) =>
      api.call("POST", `${V1}/releases/${inReview}/verdicts`, {
        as,
        json: { round, subjectDigest, seat: "security", decision: "approve", comment: "Read.", stepUpId },
      });
    const proofFor = async (digest: string, as = reviewer) =>
      ((await stepUp({ ...wanted, subjectDigest: digest }, { as })).json as { stepUpId: string }).stepUpId;
    await refused(sign(await proofFor(digestOfJson({ another: 1 }))), 403, "sign-in-again");
    await refused(sign(await proofFor(subjectDigest, api.here.author)), 403, "sign-in-again");
    const proof = await proofFor(subjectDigest);
    expect((await sign(proof)).json).toMatchObject({ state: "approved" });
    const again = await sign(proof);
    expect([403, 409, 422]).toContain(again.status);
  });

  it("is throttled, and never repeated in an answer", async () => {
    const codes: string[] = [];
    for (let i = 0; i < 7; i++) {
      const answer = await stepUp({ ...wanted, password: `canary-${i}` }, { as: api.here.manager });
      expect(answer.text).not.toContain("canary");
      codes.push(answer.problem.code);
      if (answer.status === 429) expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect(codes).toEqual([...Array(5).fill("wrong-password"), "too-many-tries", "too-many-tries"]);
  });

  it("survives anything sent in its place", async () => {
    for (const value of HOSTILE)
      for (const field of ["password", "act", "subjectDigest"]) {
        // A well-formed digest is nothing wrong: the proof is good for it alone.
        if (field === "subjectDigest" && digest.safeParse(value).success) continue;
        const answer = await stepUp({ ...wanted, [field]: value }, { as: api.here.author });
        expect([400, 403, 413, 429], JSON.stringify(value)).toContain(answer.status);
      }
  });
});

describe("a flag evaluation", () => {
  const evaluate = (context: unknown, key = `${api.here.model}.production`) =>
    api.call("POST", `/ofrep/v1/evaluate/flags/${encodeURIComponent(key)}`, {
      as: api.here.token.secret,
      json: { context },
    });

  it("survives any context or key", async () => {
    for (const value of HOSTILE) {
      for (const context of [value, { targetingKey: value }, { targetingKey: "u", extra: value }]) {
        const answer = await evaluate(context);
        expect([200, 400], JSON.stringify(context)).toContain(answer.status);
      }
      if (typeof value === "string" && value.isWellFormed())
        expect([400, 404], value).toContain((await evaluate({ targetingKey: "u" }, value || "x")).status);
    }
  });
});

describe("the trail as a file", () => {
  it("accepts the filters of the list, and refuses unknown ones", async () => {
    const csv = (query: string) => api.call("GET", `${V1}/audit/events.csv${query}`);
    const given = await csv("?action=model.created");
    expect(given.text).toContain("model.created");
    expect(given.text).not.toContain("harbour");
    await refused(csv("?nothing=1"), 400, "invalid-input");
    await refused(csv("?stream=%00"), 400, "text-malformed");
    await refused(csv("?action=a&action=b"), 400, "key-twice");
    await refused(csv("?__proto__=1"), 400, "invalid-input");
    await refused(api.call("GET", `${V1}/audit/events.csv`, { as: api.here.viewer }), 403, "role-missing");
  });
});
