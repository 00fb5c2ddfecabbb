import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { flippedBytes } from "#lib/testing/packets/flipped-bytes.ts";
import { changed, changedJson, changedLines, put } from "#lib/testing/packets/packet-folder.ts";
import { TELLING_MS, toldPackets } from "#lib/testing/packets/told-packets.ts";
import { RELEASE_CHECKS } from "./packet-checks.ts";
import { verifyPacket } from "./verify-packet.ts";

let told: Awaited<ReturnType<typeof toldPackets>>;
beforeAll(async () => {
  told = await toldPackets();
}, TELLING_MS);
afterAll(() => told?.close());

const verified = (files: PacketFiles) => told.verified(files);

describe("a packet as exported", () => {
  it.each(["first", "completed", "takenBack"] as const)("of the release that was %s verifies", (which) => {
    const { exitCode, said } = verified(told.packets[which]);
    expect(said).toEqual([]);
    expect(exitCode).toBe(0);
  });

  it("contains no comment or reason outside the details, where they can be erased", () => {
    const { "details.ndjson": details, ...rest } = told.packets.completed;
    expect(details).toContain("Waiting for the morning shift.");
    expect(details).toContain("Say more.");
    expect(JSON.stringify(rest)).not.toMatch(/Waiting for the morning shift|Say more/);
  });
});

it("a byte flipped in any file exits 1 and names the file", () => {
  const { folder } = verified(told.packets.takenBack);
  for (const { name, at } of flippedBytes(folder, 12)) {
    const { exitCode, outcomes } = verifyPacket(folder, { vkey: told.log.vkey, checks: RELEASE_CHECKS });
    const said = outcomes.flatMap(({ findings }) =>
      findings.map(({ place, message }) => `${place} ${message}`),
    );
    expect(exitCode, `${name} byte ${at}`).toBe(1);
    expect(
      said.some((finding) => finding.includes(name)),
      `${name} byte ${at}: ${said}`,
    ).toBe(true);
  }
});

describe("a change is detected even with a matching manifest", () => {
  const cases: [string, "completed" | "takenBack", (files: PacketFiles) => PacketFiles, RegExp][] = [
    [
      "a sentence of the case",
      "completed",
      (files) =>
        changedJson(files, "release.json", (it) => {
          put(it, "rounds.0.sections.case.risk", "None.");
        }),
      /^release.json round 1: section case does not hash to its digest/,
    ],
    [
      "a margin of the plan",
      "completed",
      (files) =>
        changedJson(files, "release.json", (it) => {
          put(it, "rounds.1.sections.plan.guardrails.0.rule.rollbackMargin", 0.5);
        }),
      /^release.json round 2: section plan does not hash/,
    ],
    [
      "a digest",
      "completed",
      (files) =>
        changedJson(files, "release.json", (it) => {
          const [, { digests }] = it["rounds"] as [unknown, { digests: Record<string, string> }];
          digests["card"] = digests["data"]!;
        }),
      /^release.json round 2: digests.card is not what the log recorded/,
    ],
    [
      "the state",
      "takenBack",
      (files) =>
        changedJson(files, "release.json", (it) => {
          it["state"] = "released";
        }),
      /^release.json: state does not follow from the log/,
    ],
    [
      "when the approval ends",
      "completed",
      (files) =>
        changedJson(files, "release.json", (it) => {
          it["validUntil"] = "2030-01-01T00:00:00.000Z";
        }),
      /^release.json: validUntil does not follow from the log/,
    ],
    [
      "a round left out",
      "completed",
      (files) =>
        changedJson(files, "release.json", (it) => {
          put(it, "rounds", (it["rounds"] as unknown[]).slice(0, -1));
        }),
      /^release.json: lacks the round of entries.ndjson line/,
    ],
    [
      "a signature's decision",
      "completed",
      (files) =>
        changedLines(files, "verdicts.ndjson", (lines) => {
          lines[1]!["statement"] = `${lines[1]!["statement"]}`.replace('"request-changes"', '"approve"');
          return lines;
        }),
      /^verdicts.ndjson line 2: is not the statement that was signed/,
    ],
    [
      "a signature left out",
      "completed",
      (files) => changedLines(files, "verdicts.ndjson", (lines) => lines.slice(0, -1)),
      /^verdicts.ndjson: lacks the verdict of entries.ndjson line/,
    ],
    [
      "a printed name",
      "completed",
      (files) => changed(files, "people.json", (text) => text.replace("Carla Diaz", "Clara Diaz")),
      /^people.json: .* is not recorded as Clara Diaz/,
    ],
    [
      "a contributor left out",
      "completed",
      (files) =>
        changed(files, "contributors.json", (text) => `${canonicalJson(JSON.parse(text).slice(1))}\n`),
      /^contributors.json: lacks /,
    ],
    [
      "a seat of the policy",
      "completed",
      (files) =>
        changedJson(files, "policy.json", (it) => {
          put(it, "content.routes.0.seats.length", 2);
        }),
      /^policy.json: digest is not what was published/,
    ],
    [
      "a gate verdict's decision",
      "takenBack",
      (files) =>
        changedLines(files, "gate-verdicts.ndjson", (lines) => {
          lines[1]!["decision"] = { kind: "advance" };
          return lines;
        }),
      /^gate-verdicts.ndjson line 2: decision kind does not follow from its evidence/,
    ],
    [
      "an evidence number",
      "takenBack",
      (files) =>
        changedLines(files, "gate-verdicts.ndjson", (lines) => {
          put(lines, "1.inputs.evidence.byGuardrail.log-loss.candidate.mean", 0.3);
          return lines;
        }),
      /^gate-verdicts.ndjson line 2: the inputs do not hash to their digest/,
    ],
    [
      "a verdict of a guardrail",
      "completed",
      (files) =>
        changedLines(files, "gate-verdicts.ndjson", (lines) => {
          put(lines, "0.verdicts.0.state", "INCONCLUSIVE");
          return lines;
        }),
      /^gate-verdicts.ndjson line 1: verdicts 0.state does not follow from its evidence/,
    ],
    [
      "a gate verdict left out",
      "completed",
      (files) => changedLines(files, "gate-verdicts.ndjson", (lines) => lines.slice(1)),
      /^entries.ndjson line \d+ \(leaf \d+\): follows from a verdict that is not in gate-verdicts.ndjson/,
    ],
    [
      "when a stage was left",
      "completed",
      (files) =>
        changedJson(files, "rollout.json", (it) => {
          const [, step] = it["steps"] as [unknown, Record<string, string>];
          step["leftAt"] = step["enteredAt"]!;
        }),
      /^rollout.json: steps.1.leftAt is not what the log recorded/,
    ],
    [
      "how many were exposed",
      "takenBack",
      (files) =>
        changedJson(files, "rollout.json", (it) => {
          put(it, "exposures.1.candidateWeight", 100);
        }),
      /^rollout.json: exposures.1.candidateWeight is not what the log recorded/,
    ],
    [
      "white space",
      "completed",
      (files) => changed(files, "rollout.json", (text) => text.replace(":", ": ")),
      /^rollout.json: is not canonical JSON/,
    ],
  ];
  it.each(cases)("%s", (_, which, change, expected) => {
    const { exitCode, said } = verified(change(told.packets[which]));
    expect(
      said.some((finding) => expected.test(finding)),
      said.join("\n"),
    ).toBe(true);
    expect(exitCode).toBe(1);
  });
});
