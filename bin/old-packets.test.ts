import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { KEPT_DAYS, keptAt } from "#lib/testing/kept/fixture.ts";
import { countersign } from "./countersign.ts";

const scratch = mkdtempSync(join(tmpdir(), "countersign-old-packets-"));
afterAll(() => rmSync(scratch, { recursive: true }));

type Finding = { kind: string; place: string; message: string };
type Report = { exitCode: number; outcomes: { check: string; says: string; findings: Finding[] }[] };

type Said = Record<string, string>;
/** Wording may improve, but counts stay. */
const numbersOf = (says: string | undefined) => says?.match(/\d+/g);

/** What an auditor sees with the packet and the key, and nothing else. */
async function verified(packet: string, vkey: string) {
  const lines: string[] = [];
  const say = (text: string) => void lines.push(text);
  const code = await countersign(["verify", packet, "--vkey", vkey, "--json"], { line: say, complain: say });
  const { outcomes } = JSON.parse(lines.join("\n")) as Report;
  const findings = outcomes.flatMap((outcome) => outcome.findings);
  return { code, findings, said: Object.fromEntries(outcomes.map(({ check, says }) => [check, says])) };
}

const packets = KEPT_DAYS.flatMap((day) => {
  const folder = keptAt(day).packets;
  const said = JSON.parse(readFileSync(join(folder, "said.json"), "utf8")) as Record<string, Said>;
  return Object.entries(said).map(([name, saidThen]) => ({ day, name, folder, saidThen }));
});

it("there are packets of every kind", () => {
  expect(packets.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["completed", "takenBack", "underPolicyTwo"]),
  );
});

describe.each(packets)("the packet $name of $day", ({ name, folder, saidThen }) => {
  const vkey = join(folder, "vkey");

  it("verifies, and every check counts the same as then", async () => {
    const { code, findings, said } = await verified(join(folder, name), vkey);
    expect(findings).toEqual([
      { kind: "unproven", place: "checkpoint", message: "it was made before completeness could be shown" },
    ]);
    expect(code).toBe(3);
    for (const [check, says] of Object.entries(saidThen))
      expect(numbersOf(said[check]), check).toEqual(numbersOf(says));
  });

  it("reports the file of a flipped byte", async () => {
    const copy = join(scratch, name);
    cpSync(join(folder, name), copy, { recursive: true });
    for (const file of readdirSync(copy)) {
      const original = readFileSync(join(copy, file));
      for (const at of [0, Math.floor(original.length / 3), original.length - 2]) {
        const flipped = Buffer.from(original);
        flipped[at]! ^= 1;
        writeFileSync(join(copy, file), flipped);
        const { code, findings } = await verified(copy, vkey);
        expect(code, `${file} byte ${at}`).toBe(1);
        expect(findings.map(({ place, message }) => `${place} ${message}`).join("\n")).toContain(file);
      }
      writeFileSync(join(copy, file), original);
    }
  });
});
