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
