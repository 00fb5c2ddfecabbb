import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressBlock, networkOf } from "./address-block.ts";

describe("the block of an address", () => {
  it.each([
    ["192.0.2.7", "192.0.2.0/24"],
    ["::ffff:192.0.2.200", "192.0.2.0/24"],
    ["::ffff:c000:2c8", "192.0.2.0/24"],
    ["0:0:0:0:0:ffff:192.0.2.200", "192.0.2.0/24"],
    ["2001:db8:1234:5678::1", "2001:db8:1234::/48"],
    ["2001:0db8::", "2001:db8:0::/48"],
    ["::1", "0:0:0::/48"],
    ["fe80::1%eth0", "fe80:0:0::/48"],
    ["1:2:3:4:5:6:7:8", "1:2:3::/48"],
    ["999.0.2.7", "unknown"],
    ["1:2:3", "unknown"],
    ["1::2::3", "unknown"],
    ["unknown", "unknown"],
    ["", "unknown"],
  ])("%s is in %s", (address, block) => expect(addressBlock(address)).toBe(block));

  it("is the same for all 256 neighbours and differs for the next", () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, byte, byte, (a, b, c, d, e) => {
        expect(addressBlock(`${a}.${b}.${c}.${d}`)).toBe(addressBlock(`${a}.${b}.${c}.${e}`));
        if (c !== e) expect(addressBlock(`${a}.${b}.${c}.1`)).not.toBe(addressBlock(`${a}.${b}.${e}.1`));
      }),
    );
  });

  it("is bounded for any input", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(addressBlock(text).length).toBeLessThan(20);
      }),
    );
  });
});

describe("the network of an address", () => {
  it.each([
    ["192.0.2.7", "192.0.2.0/24"],
    ["::ffff:192.0.2.200", "192.0.2.0/24"],
    ["::FFFF:c000:0207", "192.0.2.0/24"],
    ["2001:db8:1234:5678::1", "2001:db8:1234:5678::/64"],
    ["2001:db8:1234:5678:ffff:1:2:3", "2001:db8:1234:5678::/64"],
    ["2001:db8:1234:5679::1", "2001:db8:1234:5679::/64"],
    ["unknown", "unknown"],
  ])("%s is in %s", (address, network) => expect(networkOf(address)).toBe(network));
});
