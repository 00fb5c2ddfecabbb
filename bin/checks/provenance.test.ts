import { afterAll, beforeAll, expect, it } from "vitest";
import { altering, type Forgeable, type Forging, forged } from "#lib/testing/packets/forging.ts";
import { TELLING_MS, toldPackets } from "#lib/testing/packets/told-packets.ts";
import { verdictOn } from "#lib/testing/packets/verdict.ts";

let told: Awaited<ReturnType<typeof toldPackets>>;
beforeAll(async () => {
  told = await toldPackets();
}, TELLING_MS);
afterAll(() => told?.close());

const verified = (change: Forging) => {
  const { exitCode, said, of } = verdictOn(forged(told.packets.first, change), told.folder);
  return { exitCode, says: of("provenance")?.says ?? "", said: said.join("\n") };
};

const isOf = (id: string) => (entry: Forgeable) =>
  /^(?:person|password|factors)\//.test(entry.stream) && entry.stream.endsWith(id);
const ofPeople = ({ stream }: Forgeable): boolean => /^(?:person|password|factors)\//.test(stream);

/** As if this person had handed the link over. */
const handedTo = (entries: readonly Forgeable[], id: string, by: string): void => {
  for (const entry of entries.filter(isOf(id))) {
    if (entry.action === "link.issued") Object.assign(entry, { actor: { type: "user", id: by } });
    if (entry.action.startsWith("link.")) entry.data["via"] = "handed-over";
  }
};

/** As if this person had proposed the other's functions. */
const madeBy = (entries: readonly Forgeable[], id: string, by: string): void => {
  for (const entry of entries.filter(isOf(id)))
    if (entry.action === "function.proposed") Object.assign(entry, { actor: { type: "user", id: by } });
};

it("judges a packet from before acts counted for everybody behind an account as it was judged then", () => {
  const { dara, erik, ada } = told.world.people;
  const { said } = verified((entries) => {
    madeBy(entries, dara.id, ada.id);
    handedTo(entries, erik.id, ada.id);
    for (const { data } of entries) delete data?.["hands"];
    return entries;
  });
  expect(said).not.toContain("is not independent");
});

it("tells of each signer who invited them, how they were let in, and who granted the function", () => {
  const { exitCode, says, said } = verified((entries) => entries);
  expect(said).toBe("");
  expect(exitCode).toBe(0);
  expect(says.split("\n")).toHaveLength(3);
  expect(says).toMatch(
    /Dara Quinn for data-science on 2026-11-23: invited by the operator on 2026-11-23; way in mailed/,
  );
  expect(says).toContain("no second factor; no reset");
});

it("says so where a signer's streams were left out", () => {
  const { dara } = told.world.people;
  const { exitCode, said } = verified((entries) => entries.filter((entry) => !isOf(dara.id)(entry)));
  expect(said).toContain(`person/${dara.id}: is missing: where this signer's identity comes from`);
  expect(exitCode).not.toBe(0);
});

it("says that a packet from before these rules does not tell it, and finds nothing wrong with it", () => {
  const { says, said } = verified((entries) => {
    for (const { data } of entries) delete data?.["independenceDays"];
    return entries.filter((entry) => !ofPeople(entry));
  });
  expect(says).toBe("where the signers' identities come from is not in this packet");
  expect(said).not.toContain("identity comes from");
});

it.each<[string, (people: typeof told.world.people) => Forging, string]>([
  [
    "two whose links one hand passed on",
    ({ dara, erik, ada }) =>
      (entries) => {
        handedTo(entries, dara.id, ada.id);
        handedTo(entries, erik.id, ada.id);
        return entries;
      },
    "is not independent",
  ],
  [
    "two of whom whoever handed over one's link made the other a signer",
    ({ dara, erik, ada }) =>
      (entries) => {
        madeBy(entries, dara.id, ada.id);
        handedTo(entries, erik.id, ada.id);
        return entries;
      },
    "Ada Berg proposed a function of Dara Quinn",
  ],
  [
    "the same where that signature does not say how acts count, but one before it does",
    ({ dara, erik, ada }) =>
      (entries) => {
        madeBy(entries, dara.id, ada.id);
        handedTo(entries, erik.id, ada.id);
        const [, second] = entries.filter(({ action }) => action === "verdict.cast");
        delete second?.data["hands"];
        return entries;
      },
    "Ada Berg proposed a function of Dara Quinn",
  ],
  [
    "an identity that the policy does not take",
    ({ dara, ada }) =>
      (entries) => {
        handedTo(entries, dara.id, ada.id);
        return entries;
      },
    "is by an identity handed-over, which the policy does not take here",
  ],
  [
    "a signer who was disabled",
    ({ carla }) =>
      (entries) => {
        const [first] = entries.filter(isOf(carla.id));
        Object.assign(first!, { action: "person.disabled", data: {} });
        return entries;
      },
    "is by somebody whose account was disabled",
  ],
  [
    "a window that the policy does not have",
    () =>
      altering("verdict.cast", 1, ({ data }) => {
        data["independenceDays"] = 1;
      }),
    "names a window of 1 days, the policy 365",
  ],
  [
    "a signer who had just joined, under a policy that has them wait",
    () => (entries) => {
      const [policy] = entries.filter(({ action }) => action === "policy.published");
      Object.assign(policy!.data["content"] as object, { people: { factorWaitHours: 24 } });
      for (const { action, data } of entries) if (action === "verdict.cast") data["factorWaitHours"] = 24;
      return entries;
    },
    "is by somebody who was to wait until",
  ],
  [
    "a wait that the policy does not have",
    () =>
      altering("verdict.cast", 1, ({ data }) => {
        data["factorWaitHours"] = 24;
      }),
    "names a wait of 24 hours, the policy 0",
  ],
])("refuses %s", (_, change, finding) => {
  const { exitCode, said } = verified(change(told.world.people));
  expect(said).toContain(finding);
  expect(exitCode).toBe(1);
});
