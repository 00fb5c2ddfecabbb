import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addModel, addReport, addVersion } from "#lib/testing/specimens/registry.ts";
import { publishOneCouncil, sign, submitted, testCase } from "#lib/testing/worlds/releases.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { editRelease } from "../commands/edit-release.ts";
import { withdrawRelease } from "../commands/withdraw-release.ts";
import { editPreviewView } from "../views/edit-preview.ts";
import { releasableVersionsView } from "../views/releasable-versions.ts";
import { releaseGateView } from "../views/release-gate.ts";
import { releaseListView } from "../views/release-list.ts";
import { releasePageView } from "../views/release-page.ts";
import { releasePreviewView } from "../views/release-preview.ts";
import { editPreview } from "./edit-preview.ts";
import { releasableVersions } from "./releasable-versions.ts";
import { releaseGate } from "./release-gate.ts";
import { releaseList } from "./release-list.ts";
import { releasePage } from "./release-page.ts";
import { releasePreview } from "./release-preview.ts";

let here: TestWorkspace;
let jonas: Person;
let priya: Person;
let mira: Person;
let tomas: Person;
let viktor: Person;

const model = "flight-delay";

beforeAll(async () => {
  here = await testWorkspace();
  const ada = await here.person("Ada Berg", ["admin"]);
  jonas = await here.person("Jonas Lindqvist", ["data-scientist"]);
  priya = await here.person("Priya Nair", ["data-scientist", "reviewer"], ["engineering"]);
  mira = await here.person("Mira Okafor", ["reviewer"], ["security"]);
  tomas = await here.person("Tomas Ruiz", ["reviewer"], ["engineering"]);
  viktor = await here.person("Viktor Hale", ["viewer"]);
  await publishOneCouncil(here, ada, [
    { function: "security", min: 1 },
    { function: "engineering", min: 1 },
  ]);
  await addModel(here, jonas, model);
  const first = await addVersion(here, jonas, { model, bits: "one" });
  await addVersion(here, jonas, { model, bits: "two", parent: 1 });
  await addReport(here, priya, { model, version: 1, digest: first.digest, logLoss: 0.5 });
});
afterAll(() => here?.close());

describe("before a release is opened", () => {
  it("lists what can be named, newest version first", async () => {
    const { models } = await here.see(releasableVersions, {}, viktor);
    expect(models).toEqual([
      {
        name: model,
        tier: "high",
        versions: [
          { number: 2, description: "Made of two.", evaluated: false },
          { number: 1, description: "Made of one.", evaluated: true },
        ],
        pointers: [{ name: "production", live: null }],
      },
    ]);
  });

  it("lists who may sign, and who may not", async () => {
    const preview = await here.see(releasePreview, { model, version: 1, pointer: "production" }, jonas);
    expect(preview).toMatchObject({ live: null, tier: "high", council: "Model council", policyVersion: 1 });
    expect(preview.seats).toEqual([
      { function: "security", min: 1, candidates: ["Mira Okafor"] },
      { function: "engineering", min: 1, candidates: ["Tomas Ruiz"] },
    ]);
    expect(preview.excluded).toContainEqual({ name: "Jonas Lindqvist", because: "would open it" });
    expect(preview.excluded).toContainEqual({ name: "Priya Nair", because: "produced its evaluation" });
    expect(preview.checks.map(({ status }) => status)).not.toContain("fail");
  });

  it("names a seat that only the future author could fill", async () => {
    const opener = { ...tomas, functions: ["engineering", "security"] as const } as Person;
    const preview = await here.see(releasePreview, { model, version: 1, pointer: "production" }, opener);
    expect(preview.checks.find(({ id }) => id === "seats-fillable")).toMatchObject({
      status: "fail",
      message: "No eligible signer for engineering (1 missing).",
    });
  });

  it("refuses what could not be opened, and says what to do", async () => {
    const answer = await here.ask(releasePreview, { model, version: 2, pointer: "production" }, jonas);
    expect(answer).toMatchObject({ ok: false, error: { code: "no-evaluation" } });
  });
});

describe("a release in review", () => {
  let release: number;
  beforeAll(async () => {
    release = await submitted(here, jonas, { model, version: 1 });
    await sign(here, mira, { release, seat: "security" });
  });

  it("lists the open seats and the time of the last change", async () => {
    const { items } = await here.see(releaseList, { q: "FLIGHT" }, viktor);
    expect(items).toMatchObject([{ number: release, waitsFor: ["engineering"], seatsMet: 1, seatsAll: 2 }]);
    expect(items[0]!.changedAt).toBe(here.clock.now.toISOString());
  });

  it("shows the reader their own verdict and whether it counts", async () => {
    const { mine } = await here.see(releasePage, { release }, mira);
    expect(mine.seats).toMatchObject([
      { function: "security", whyNot: null, signed: { decision: "approve", counts: true, changed: [] } },
    ]);
    expect((await here.see(releasePage, { release }, tomas)).mine.seats).toMatchObject([{ signed: null }]);
  });

  it("tells the author which signatures an edit would void", async () => {
    const preview = await here.see(editPreview, { release }, jonas);
    expect(preview).toMatchObject({ round: 1, takenIn: [] });
    expect(preview.signed).toMatchObject([{ function: "security", by: ["Mira Okafor"] }]);
    expect(preview.signed[0]!.signs).toContain("case");
  });

  it("answers as each view is declared, no field more and none less", async () => {
    const target = { model, version: 1, pointer: "production" };
    const answers = [
      [releasePageView, await here.see(releasePage, { release }, mira)],
      [releaseListView, await here.see(releaseList, {}, mira)],
      [releaseGateView, await here.see(releaseGate, { release }, mira)],
      [editPreviewView, await here.see(editPreview, { release }, jonas)],
      [releasePreviewView, await here.see(releasePreview, target, jonas)],
      [releasableVersionsView, await here.see(releasableVersions, {}, jonas)],
    ] as const;
    for (const [view, answer] of answers) expect(view.parse(answer)).toEqual(answer);
  });

  it("tells a pipeline which seat is missing", async () => {
    const gate = await here.see(releaseGate, { release }, viktor);
    expect(gate).toMatchObject({ number: release, open: false });
    expect(gate.seats).toMatchObject([
      { function: "security", met: true, whyNot: null, verdicts: [{ decision: "approve", whyNot: null }] },
      { function: "engineering", met: false, whyNot: "0 of 1 signatures.", verdicts: [] },
    ]);
  });

  it("keeps what happened, with the reason of a withdrawal", async () => {
    await here.make(editRelease, { release, round: 1, case: { ...testCase, why: "Another reason." } }, jonas);
    expect((await here.see(editPreview, { release }, jonas)).signed).toEqual([]);
    const after = await here.see(releasePage, { release }, mira);
    expect(after.mine.seats).toMatchObject([{ signed: { counts: false, changed: ["case"] } }]);
    await here.make(withdrawRelease, { release, reason: "Superseded by a better one." }, jonas);
    const { events } = await here.see(releasePage, { release }, viktor);
    expect(events.map(({ action }) => action)).toEqual([
      "release.withdrawn",
      "release.edited",
      "verdict.cast",
      "release.submitted",
      "release.opened",
    ]);
    expect(events[0]).toMatchObject({ reason: "Superseded by a better one.", actor: "Jonas Lindqvist" });
    expect(events[1]).toMatchObject({ changed: ["case"], round: 2, reason: null });
    expect(events[2]).toMatchObject({ seat: "security", decision: "approve" });
  });
});
