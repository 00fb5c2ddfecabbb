import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { provePresence } from "#lib/access/admission/prove-presence.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { addPasskey, askedFor } from "#lib/testing/worlds/factors.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import type { Packet } from "../verify-packet.ts";
import { passkeysCheck } from "./passkeys.ts";

let world: World;
let packet: Packet;

/** A release signed by passkey, as its packet would contain it. */
beforeAll(async () => {
  world = await testWorld();
  const { here, people, submit } = world;
  const { erik } = people;
  const passkey = await addPasskey(here, erik);
  const release = await submit(2);
  const { subjectDigest, round } = await inWorkspace(here.db, here.workspaceId, (tx) =>
    tx.release.findFirstOrThrow({ where: { number: release } }),
  );
  const { challengeId, options } = await askedFor(here, erik, "cast-verdict", subjectDigest);
  const asked = { act: "cast-verdict", subjectDigest, address: "192.0.2.7" };
  const answer = passkey.sign(options);
  const proved = await provePresence(
    here.db,
    erik,
    { ...asked, passkey: { challengeId, answer } },
    here.clock.now,
  );
  if (!proved.ok) throw new Error(proved.error.code);
  const { stepUpId } = proved.value;
  const comment = "Read.";
  const signed = {
    release,
    round,
    subjectDigest,
    seat: "engineering",
    decision: "approve",
    comment,
    stepUpId,
  };
  await here.make(castVerdict, signed, erik);
  packet = await inWorkspace(here.db, here.workspaceId, async (tx) => {
    const event = await tx.auditEvent.findFirstOrThrow({
      where: { action: "verdict.cast" },
      orderBy: { id: "desc" },
      include: { details: true },
    });
    return {
      files: new Map(),
      entries: [{ line: 1, idx: 0, text: "", value: event.view }],
      details: event.details.map(({ name, body }, i) => ({
        line: i + 1,
        uid: event.uid,
        name,
        salt: "",
        body,
      })),
    } as unknown as Packet;
  });
});
afterAll(() => world?.here.close());

type Changes = { data?: object; passkey?: object };

function checked({ data = {}, passkey = {} }: Changes = {}) {
  const faults: string[] = [];
  const found = { tampered: (_: string, message: string) => faults.push(message), incomplete: () => {} };
  const entries = packet.entries.map((entry) => ({
    ...entry,
    value: { ...entry.value, data: Object.assign({}, entry.value.data, data) },
  }));
  const details = packet.details.map((detail) =>
    detail.name === "passkey" ? { ...detail, body: Object.assign({}, detail.body, passkey) } : detail,
  );
  const says = passkeysCheck.run({ ...packet, entries, details }, found as never);
  return { says, faults };
}
const kept = () => packet.details.find(({ name }) => name === "passkey")!.body as Record<string, string>;
const flipped = (part: string) => {
  const bytes = Buffer.from(kept()[part]!, "base64url");
  bytes[bytes.length - 1]! ^= 1;
  return { [part]: bytes.toString("base64url") };
};

describe("a signature by passkey in a packet", () => {
  it("proves itself: the signer's own key signed exactly this digest", () => {
    expect(packet.entries[0]!.value.data).toMatchObject({
      method: "webauthn",
      key: expect.stringMatching(/^sha256:/),
    });
    expect(checked()).toEqual({
      says: "1 of 1 signatures by passkey are by the signer's own key, over what was signed",
      faults: [],
    });
  });

  it.each(["publicKey", "nonce", "clientDataJSON", "authenticatorData", "signature"])(
    "fails with one bit of its %s changed, and without it",
    (part) => {
      expect(checked({ passkey: flipped(part) }).faults).toHaveLength(1);
      expect(checked({ passkey: { [part]: undefined } }).faults).toEqual([
        expect.stringContaining("is incomplete"),
      ]);
    },
  );

  it("holds for no other digest, and for no other key", () => {
    const other = `sha256:${"0".repeat(64)}`;
    expect(checked({ data: { subject: other } }).faults).toEqual([
      expect.stringContaining("was given for something else"),
    ]);
    expect(checked({ data: { key: other } }).faults).toEqual([expect.stringContaining("another key")]);
  });

  it("does not count where a person did not unlock it", () => {
    const data = Buffer.from(kept()["authenticatorData"]!, "base64url");
    data[32]! &= ~0x04;
    expect(checked({ passkey: { authenticatorData: data.toString("base64url") } }).faults).toEqual([
      expect.stringContaining("not unlocked"),
    ]);
  });
});

describe("the key is one its signer had when they signed", () => {
  const factor = "0198c0de-0000-7000-8000-0000000000aa";
  const at = (minutes: number) =>
    new Date(Date.parse(packet.entries[0]!.value.occurred_at) + minutes * 60_000).toISOString();
  const heldAfter = (...events: { action: string; minutes: number; data: object }[]) => {
    const [cast] = packet.entries;
    const { signer, key } = cast!.value.data as { signer: string; key: string };
    const entries = events.map(({ action, minutes, data }) => ({
      ...cast!,
      value: {
        ...cast!.value,
        stream: `factors/${signer}`,
        action,
        occurred_at: at(minutes),
        data: { factor, kind: "webauthn", ...(action === "factor.enrolled" ? { key } : {}), ...data },
      },
    }));
    const faults: string[] = [];
    const say = (_: string, message: string) => faults.push(message);
    const files = new Map([["streams.ndjson", Buffer.of()]]);
    passkeysCheck.run({ ...packet, files, entries: [...entries, cast!] }, {
      tampered: say,
      incomplete: say,
    } as never);
    return faults;
  };
  const enrolled = { action: "factor.enrolled", minutes: -9, data: {} };
  const notEnrolled = [expect.stringContaining("by a passkey that its signer had not enrolled")];

  it.each([
    ["enrolled before", [enrolled], []],
    ["removed before", [enrolled, { action: "factor.removed", minutes: -3, data: {} }], notEnrolled],
    ["removed since", [enrolled, { action: "factor.removed", minutes: 3, data: {} }], []],
    [
      "reset before",
      [enrolled, { action: "factor.reset", minutes: -3, data: { factors: [factor] } }],
      notEnrolled,
    ],
    [
      "reset, and enrolled anew",
      [{ action: "factor.reset", minutes: -12, data: { factors: [factor] } }, enrolled],
      [],
    ],
    ["of another key", [{ ...enrolled, data: { key: `sha256:${"0".repeat(64)}` } }], notEnrolled],
    ["never", [], [expect.stringContaining("whose enrolment is missing")]],
  ])("%s", (_, events, expected) => {
    expect(heldAfter(...events)).toEqual(expected);
  });
});
