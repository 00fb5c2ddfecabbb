import fc from "fast-check";
import { expect, it } from "vitest";
import { isPrivateReceiver, isPublicAddress } from "./public-address.ts";

it.each([
  "127.0.0.1",
  "127.255.255.254",
  "0.0.0.0",
  "10.1.2.3",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "100.64.0.1",
  "100.100.100.200",
  "169.254.169.254",
  "168.63.129.16",
  "192.0.0.192",
  "198.18.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:8.8.8.8",
  "::ffff:7f00:1",
  "::127.0.0.1",
  "64:ff9b::7f00:1",
  "fe80::1",
  "fe80::1%eth0",
  "fc00::1",
  "fd00:ec2::254",
  "ff02::1",
  "2001:db8::1",
  "2001:0:7f00:1::",
  "2002:7f00:1::",
  "localhost",
  "0x7f000001",
  "2130706433",
  "",
])("%s is not public", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

it.each(["8.8.8.8", "172.32.0.1", "172.15.255.255", "93.184.215.14", "2606:4700:4700::1111", "2a00:1450::1"])(
  "%s is public",
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

it("holds of no address of IPv4 that is written as one of IPv6", () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      for (const prefix of ["::ffff:", "::", "64:ff9b::"])
        expect(isPublicAddress(prefix + address)).toBe(false);
    }),
    { numRuns: 100 },
  );
});

it.each([
  "169.254.169.254",
  "169.254.170.2",
  "100.100.100.200",
  "168.63.129.16",
  "192.0.0.192",
  "fd00:ec2::254",
  "fd00:0ec2:0:0:0:0:0:254",
  "fd20:ce::254",
  "fe80::a9fe:a9fe",
  "::ffff:169.254.169.254",
  "::ffff:a9fe:a9fe",
  "::169.254.169.254",
  "64:ff9b::a9fe:a9fe",
  "2002:a9fe:a9fe::",
  "fe80::1%eth0",
  "localhost",
])("%s is posted to nowhere, also where private networks are allowed", (address) => {
  expect(isPrivateReceiver(address)).toBe(false);
});

it.each(["127.0.0.1", "10.1.2.3", "192.168.1.1", "fd12:3456::1", "::1", "8.8.8.8", "2606:4700::1111"])(
  "%s may be a receiver where private networks are allowed",
  (address) => {
    expect(isPrivateReceiver(address)).toBe(true);
  },
);
