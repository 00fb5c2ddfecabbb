import { BlockList, isIP } from "node:net";

/** Everything in IPv4 that is not the public network, with the addresses at which clouds describe their machines. */
const KEPT_V4: readonly [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];
/** Within the public network of IPv6: documentation, and tunnels that hold an address of IPv4. */
const KEPT_V6: readonly [string, number][] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const kept = new BlockList();
for (const [net, bits] of KEPT_V4) kept.addSubnet(net, bits, "ipv4");
const keptSix = new BlockList();
for (const [net, bits] of KEPT_V6) keptSix.addSubnet(net, bits, "ipv6");
const globalSix = new BlockList();
globalSix.addSubnet("2000::", 3, "ipv6");

/**
 * Whether an address is on the public network. Of IPv6 only the part that is given out counts, so loopback, link-local,
 * unique-local, multicast and mapped addresses need no list.
 */
export function isPublicAddress(address: string): boolean {
  if (address.includes("%")) return false;
  const family = isIP(address);
  if (family === 4) return !kept.check(address, "ipv4");
  return family === 6 && globalSix.check(address, "ipv6") && !keptSix.check(address, "ipv6");
}

/** Where clouds and machines tell whoever asks about themselves, credentials included: link-local networks and the named ones. */
const TELLING_V4: readonly [string, number][] = [
  ["100.100.100.200", 32],
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["192.0.0.192", 32],
];
const TELLING_V6: readonly [string, number][] = [
  ["fd00:ec2::", 32],
  ["fd20:ce::254", 128],
  ["fe80::", 10],
];
const telling = new BlockList();
for (const [net, bits] of TELLING_V4) telling.addSubnet(net, bits, "ipv4");
for (const [net, bits] of TELLING_V6) telling.addSubnet(net, bits, "ipv6");

/** Ways to write an address of IPv4 in IPv6: mapped, compatible, translated and tunnelled. */
const HOLDS_V4: readonly [string, number][] = [
  ["::", 96],
  ["::ffff:0:0", 96],
  ["64:ff9b::", 96],
  ["2002::", 16],
];
const holding = new BlockList();
for (const [net, bits] of HOLDS_V4) holding.addSubnet(net, bits, "ipv6");

/**
 * Whether an address may be posted to where private networks are allowed: never one at which a cloud describes a machine. An
 * address of IPv4 that is written in IPv6 is not read, but refused, and only loopback is let through of those.
 */
export function isPrivateReceiver(address: string): boolean {
  if (address.includes("%")) return false;
  const family = isIP(address);
  if (family === 4) return !telling.check(address, "ipv4");
  if (family !== 6 || telling.check(address, "ipv6")) return false;
  return !holding.check(address, "ipv6") || new URL(`http://[${address}]`).hostname === "[::1]";
}
