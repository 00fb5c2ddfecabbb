import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { TEST_LOG } from "#lib/testing/packets/evidence-packet.ts";
import { altering, type Forging, forged, without } from "#lib/testing/packets/forging.ts";
import { changedLines } from "#lib/testing/packets/packet-folder.ts";
import { TELLING_MS, toldPackets } from "#lib/testing/packets/told-packets.ts";

let told: Awaited<ReturnType<typeof toldPackets>>;
beforeAll(async () => {
  told = await toldPackets();
}, TELLING_MS);
afterAll(() => told?.close());

const verified = (files: PacketFiles, vkey: string) => {
  const { exitCode, said } = told.verified(files, vkey);
  return { exitCode, said };
};

const AT = String.raw`^entries.ndjson line \d+ \(leaf \d+\): .*`;

describe("a log rewritten and signed with the key still cannot support other claims", () => {
  it("the forging itself goes unnoticed", () => {
    const { exitCode, said } = verified(
      forged(told.packets.completed, (entries) => entries),
      TEST_LOG.vkey,
    );
    expect(said).toEqual([]);
    expect(exitCode).toBe(0);
  });

  const cases: [string, "completed" | "takenBack", Forging, string][] = [
    ["a missing seat", "completed", without("verdict.cast", 2), "release.approved followed, although"],
    ["no approval", "takenBack", without("release.approved", 1), "started without a valid approval"],
    [
      "a contributor's signature",
      "takenBack",
      altering("verdict.cast", 0, ({ data }) => {
        data["signer"] = told.world.people.jonas.id;
      }),
      String.raw`should have been refused \(contributor-cannot-sign\)`,
    ],
    [
      "a contributor left out of the rounds",
      "takenBack",
      altering("release.opened", 0, ({ data }) => {
        data["contributors"] = [];
      }),
      "does not name .*, who contributed to the version or an ancestor",
    ],
    [
      "one person on two seats",
      "takenBack",
      altering("verdict.cast", 2, ({ data }) => {
        data["signer"] = told.world.people.erik.id;
      }),
      String.raw`should have been refused \(one-seat-a-person\)`,
    ],
    [
      "a signature over the round before",
      "completed",
      altering("verdict.cast", 3, ({ data }) => {
        data["round"] = 1;
      }),
      "is over a round",
    ],
    [
      "a signature that leaves out the plan",
      "takenBack",
      altering("verdict.cast", 1, ({ data }) => {
        const { plan: _, ...sections } = data["sections"] as Record<string, unknown>;
        data["sections"] = sections;
      }),
      "is not over the sections engineering covers",
    ],
    [
      "an objection that counted for nothing",
      "completed",
      without("release.changes-requested"),
      "release.changes-requested is due after this signature",
    ],
    [
      "a longer approval",
      "takenBack",
      altering("release.approved", 0, ({ data }) => {
        data["validUntil"] = "2030-01-01T00:00:00.000Z";
      }),
      "is valid for another time than the policy says",
    ],
    [
      "advanced by hand",
      "completed",
      altering("rollout.advanced", 0, ({ data }) => {
        data["by"] = "hand";
      }),
      "advanced without a verdict",
    ],
    [
      "a stage skipped",
      "completed",
      altering("rollout.advanced", 0, ({ data }) => {
        data["to"] = "full";
      }),
      "led to a stage other than the plan's next",
    ],
    [
      "more exposed than planned",
      "completed",
      altering("pointer.moved", 2, ({ data }) => {
        data["candidateWeight"] = 5000;
      }),
      "candidateWeight is not what the rollout exposes at that step",
    ],
    [
      "rolled back for another reason",
      "takenBack",
      altering("rollout.rolling-back", 0, ({ data }) => {
        data["because"] = "Planned maintenance.";
      }),
      "gives a reason other than its verdict's",
    ],
    [
      "a rollback missing from the release's stream",
      "takenBack",
      without("release.rolled-back"),
      "did not happen together",
    ],
    ["an end left out", "takenBack", without("rollout.rolling-back"), "was not allowed"],
  ];
  it.each(cases)("%s", (_, which, change, expected) => {
    const { exitCode, said } = verified(forged(told.packets[which], change), TEST_LOG.vkey);
    expect(
      said.some((finding) => new RegExp(AT + expected).test(finding)),
      said.join("\n"),
    ).toBe(true);
    expect(exitCode).toBe(1);
  });

  it("is found out by the true key", () => {
    const { exitCode, said } = verified(
      forged(told.packets.first, (entries) => entries),
      told.log.vkey,
    );
    expect(said[0]).toMatch(/^checkpoint: is not signed by|^checkpoint: has no|^checkpoint: does not fit/);
    expect(exitCode).toBe(1);
  });
});

describe("the export", () => {
  it("refuses while the newest event waits for its signature", async () => {
    const { here, people, submit } = told.world;
    const release = await submit(3);
    expect(await here.ask(evidencePacket, { release }, people.vic)).toMatchObject({
      error: { kind: "unavailable", code: "events-not-signed-yet" },
    });
    await told.log.seal();
    const packet = await here.see(evidencePacket, { release }, people.vic);
    expect(verified(packet.files, told.log.vkey)).toEqual({ exitCode: 0, said: [] });
    expect(Object.keys(packet.files)).not.toContain("rollout.json");
  });

  it("is only for those with the permission", async () => {
    const { here, people } = told.world;
    const viktor = await here.person("Viktor Hale", ["viewer"]);
    expect(await here.ask(evidencePacket, { release: 1 }, viktor)).toMatchObject({
      error: { kind: "forbidden" },
    });
    expect(await here.ask(evidencePacket, { release: 99 }, people.vic)).toMatchObject({
      error: { code: "release-not-found" },
    });
  });
});

describe("what is not there", () => {
  it("an erased reason leaves the rest provable: exit 3", async () => {
    await withClient(told.world.here.database.ownerUrl, (client) =>
      client.query(`DELETE FROM audit_detail WHERE body::text LIKE '%morning shift%'`),
    );
    const { exitCode, said } = verified(await told.packetOf(told.releases.completed), told.log.vkey);
    expect(said).toEqual([
      expect.stringMatching(/^details.ndjson: .* was erased; its commitment is intact$/),
    ]);
    expect(exitCode).toBe(3);
  });

  it("a whole stream left out is noticed", () => {
    const files = told.packets.takenBack;
    const { exitCode, said } = verified(
      forged(files, (entries) => entries.filter(({ stream }) => !stream.startsWith("rollout/"))),
      TEST_LOG.vkey,
    );
    expect(exitCode).toBe(1);
    expect(said.some((finding) => finding.startsWith("entries.ndjson: has no events of rollout/"))).toBe(
      true,
    );
  });

  it("a verdict of another judge is not recomputed but listed: exit 3", () => {
    let inputs = "";
    const judged = changedLines(told.packets.completed, "gate-verdicts.ndjson", ([line, ...more]) => {
      const of = { judge: "judge-0" };
      const judgedFrom = { ...(line!["inputs"] as object), ...of };
      inputs = digestOfJson(judgedFrom);
      return [{ ...line, ...of, inputs: judgedFrom, inputsDigest: inputs }, ...more];
    });
    const recorded = altering("rollout.advanced", 0, ({ data }) => {
      Object.assign(data, { judge: "judge-0", inputs });
    });
    const { exitCode, said } = verified(forged(judged, recorded), TEST_LOG.vkey);
    expect(said).toEqual([
      `gate-verdicts.ndjson line 1: was given by judge-0, whose rules this verifier does not have`,
    ]);
    expect(exitCode).toBe(3);
  });
});
