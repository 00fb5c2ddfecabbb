import { afterAll, beforeAll, expect, it } from "vitest";
import { changedPolicyPacket } from "#lib/testing/packets/changed-policy-packet.ts";
import { TEST_LOG } from "#lib/testing/packets/evidence-packet.ts";
import { altering, type Forgeable, type Forging, forged } from "#lib/testing/packets/forging.ts";

let told: Awaited<ReturnType<typeof changedPolicyPacket>>;
beforeAll(async () => {
  told = await changedPolicyPacket();
}, 120_000);
afterAll(() => told?.close());

type Name = "ada" | "carla" | "sona";
const own = (entries: readonly Forgeable[], name: Name, action: string): Forgeable => {
  const found = entries.find((one) => one.stream === `person/${told.ids[name]}` && one.action === action);
  if (!found) throw new Error(`no ${action} of ${name}`);
  return found;
};
const handedOver = (entries: readonly Forgeable[], name: Name): void => {
  const issued = own(entries, name, "link.issued");
  Object.assign(issued, { actor: { type: "user", id: told.ids.ada } });
  for (const one of [issued, own(entries, name, "link.redeemed")]) one.data["via"] = "handed-over";
};

it("tells of each signer of a policy where their authority came from", () => {
  const { says, exitCode } = told.verified(told.files);
  expect(exitCode).toBe(0);
  expect(says).toContain(`${told.ids.sona} for security of policy 3 on 2026-11-23: invited by the operator`);
});

it.each<[string, Forging, string]>([
  [
    "an identity that the policy takes for no critical model",
    (entries) => {
      handedOver(entries, "sona");
      return entries;
    },
    "is by an identity handed-over, which the policy does not take here",
  ],
  [
    "two whose links one hand passed on",
    (entries) => {
      handedOver(entries, "sona");
      handedOver(entries, "carla");
      return entries;
    },
    "is not independent",
  ],
  [
    "somebody who was disabled",
    (entries) => {
      Object.assign(own(entries, "sona", "link.issued"), { action: "person.disabled", data: {} });
      return entries;
    },
    "is by somebody whose account was disabled",
  ],
  [
    "an admin",
    (entries) => {
      own(entries, "sona", "person.invited").data["roles"] = ["reviewer", "admin"];
      return entries;
    },
    "is by somebody who was no reviewer, or an admin",
  ],
  [
    "somebody whose function was declined",
    (entries) => {
      Object.assign(own(entries, "sona", "function.confirmed"), {
        action: "function.declined",
        data: { function: "security" },
      });
      return entries;
    },
    "is by somebody whose function security was not in effect",
  ],
  [
    "a window that the policy does not have",
    altering("policy.signed", 1, ({ data }) => {
      data["independenceDays"] = 1;
    }),
    "names a window of 1 days, the policy 365",
  ],
  [
    "no window at all",
    altering("policy.signed", 1, ({ data }) => {
      delete data["independenceDays"];
    }),
    "names no window of independence",
  ],
])("refuses a policy signed by %s", (_, change, finding) => {
  const { exitCode, said } = told.verified(forged(told.files, change), TEST_LOG.vkey);
  expect(said.join("\n")).toContain(finding);
  expect(exitCode).toBe(1);
});
