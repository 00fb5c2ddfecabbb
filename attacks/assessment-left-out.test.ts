import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { assessmentDigest } from "#lib/councils/tier-assessment.ts";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";
import { TEST_LOG } from "#lib/testing/packets/evidence-packet.ts";
import {
  altering,
  type Forgeable,
  type Forging,
  forged,
  nthOf,
  without,
} from "#lib/testing/packets/forging.ts";
import { thinned } from "#lib/testing/packets/thinning.ts";
import { verdictOn } from "#lib/testing/packets/verdict.ts";
import { answersFor } from "#lib/testing/specimens/tier-answers.ts";
import { assess, confirmTier } from "#lib/testing/worlds/assessments.ts";
import { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import { MODEL, testWorld, type World } from "#lib/testing/worlds/world.ts";

let world: World;
let log: Awaited<ReturnType<typeof sealedLog>>;
let folder: string;
let files: PacketFiles;

/** The packet of a release under the limited tier, which compliance confirmed; it is proposed to be critical by now. */
beforeAll(async () => {
  world = await testWorld();
  const { here, people, approve, submit } = world;
  log = await sealedLog(here.database);
  folder = mkdtempSync(join(tmpdir(), "countersign-assessments-"));
  await confirmTier(here, people.jonas, { model: MODEL, tier: "limited", by: people.carla });
  const release = await approve(await submit(2));
  await assess(here, people.jonas, { model: MODEL, tier: "critical" });
  await log.seal();
  files = (await here.see(evidencePacket, { release }, people.vic)).files;
}, 120_000);
afterAll(async () => {
  await log?.close();
  await world?.here.close();
  rmSync(folder, { recursive: true, force: true });
});

function verified(packet: PacketFiles, vkey: string) {
  const { exitCode, said, of } = verdictOn(packet, folder, { vkey });
  return { exitCode, says: of("tier")?.says, said: said.join("\n") };
}

it("a packet under an assessed tier verifies, and says where the tier comes from", () => {
  expect(verified(files, log.vkey)).toEqual({
    exitCode: 0,
    said: "",
    says: "the model is critical, as proposed; the last round is routed as limited",
  });
});

it("whoever leaves the assessment out shows less than the stream of the model", () => {
  const { exitCode, said } = verified(
    thinned(files, ({ action }) => !action.startsWith("assessment.")),
    log.vkey,
  );
  expect(exitCode).not.toBe(0);
  expect(said).toContain("model/");
});

const all =
  (alter: (entry: Forgeable) => void): Forging =>
  (entries) => {
    for (const entry of entries.filter(({ action }) => action.startsWith("assessment."))) alter(entry);
    return entries;
  };
const signedBy = (person: keyof World["people"]): Forging =>
  altering("assessment.signed", 0, (entry) => {
    entry.data["signer"] = entry.actor.id = world.people[person].id;
  });

/** The answers of another tier under a digest of their own: only the tier stays. */
const otherAnswers: Forging = (entries) => {
  const { data, stream } = nthOf(entries, "assessment.proposed", 0);
  data["answers"] = answersFor("critical");
  const { questionnaire, answers, tier, from } = data as unknown as Parameters<typeof assessmentDigest>[0];
  const of = { modelId: stream.replace("model/", ""), questionnaire, answers, tier, from };
  data["digest"] = assessmentDigest(of);
  return entries;
};

it.each<[string, Forging, string]>([
  [
    "no assessment at all",
    (entries) => entries.filter(({ action }) => !action.startsWith("assessment.")),
    "release.json round 1: is routed as limited, although the model is high",
  ],
  ["no signature", without("assessment.signed"), "is without a signature for compliance"],
  [
    "no confirmation",
    without("assessment.confirmed"),
    "assessment.confirmed is due after this signature but does not follow",
  ],
  ["no proposal", without("assessment.proposed"), "does not belong to an assessment in the log"],
  ["the owner's signature", signedBy("jonas"), "should have been refused (contributor-cannot-sign)"],
  [
    "a signature of another function's holder",
    signedBy("dara"),
    "is by somebody whose function compliance was not in effect",
  ],
  [
    "a rejection",
    altering("assessment.signed", 0, ({ data }) => {
      data["decision"] = "reject";
    }),
    "assessment.rejected is due",
  ],
  [
    "other answers",
    altering("assessment.proposed", 0, ({ data }) => {
      data["answers"] = answersFor("low");
    }),
    "its answers lead to low",
  ],
  ["other answers, hashed again", otherAnswers, "its answers lead to critical"],
  [
    "a milder tier throughout",
    all(({ data }) => {
      data["tier"] = "low";
    }),
    "what was proposed does not hash to its digest",
  ],
  [
    "another start",
    all(({ data }) => {
      data["from"] = "limited";
    }),
    "starts from limited, although the model was high",
  ],
  [
    "questions of an unknown version",
    altering("assessment.proposed", 0, ({ data }) => {
      data["questionnaire"] = { version: 9, digest: data["digest"] };
    }),
    "unknown to this verifier",
  ],
  [
    "other questions",
    altering("assessment.proposed", 0, ({ data }) => {
      data["questionnaire"] = { version: 1, digest: data["digest"] };
    }),
    "answers other questions than version 1",
  ],
])("the holder of the key cannot show %s", (_, change, finding) => {
  const { exitCode, said } = verified(forged(files, change), TEST_LOG.vkey);
  expect(said).toContain(finding);
  expect(exitCode).not.toBe(0);
});
