import { expect, it } from "vitest";
import { newBoxKeys, openSealed, publicKeyOf, sealFor } from "./sealed-box.ts";

const keys = newBoxKeys();
const bytes = new TextEncoder().encode("reject");
const box = sealFor(keys.publicKey, bytes, "row 1");

it("opens with the private key alone, for the row it was sealed for", () => {
  expect(openSealed(box, keys.privateKey, "row 1")).toEqual(new Uint8Array(bytes));
  expect(openSealed(box, newBoxKeys().privateKey, "row 1")).toBeNull();
  expect(openSealed(box, keys.privateKey, "row 2")).toBeNull();
});

it("opens nothing that was changed at any byte, or cut short", () => {
  for (let at = 0; at < box.length; at++) {
    const forged = box.slice();
    forged[at]! ^= 1;
    expect(openSealed(forged, keys.privateKey, "row 1"), `byte ${at}`).toBeNull();
  }
  for (const length of [0, 31, 32, 40, box.length - 1])
    expect(openSealed(box.slice(0, length), keys.privateKey, "row 1")).toBeNull();
  const nobody = new Uint8Array([...new Uint8Array(32), ...box.subarray(32)]);
  expect(openSealed(nobody, keys.privateKey, "row 1")).toBeNull();
});

it("seals the same differently each time, and a private key names its public one", () => {
  expect(sealFor(keys.publicKey, bytes, "row 1")).not.toEqual(box);
  expect(publicKeyOf(keys.privateKey)).toBe(keys.publicKey);
});
