/**
 * The block around a network address that one subscriber or site usually holds: /24 for IPv4, /48 for IPv6. Anything
 * else is "unknown".
 */
export const addressBlock = (address: string): string => blockOf(address, 48);

/**
 * The network of an address: /24 for IPv4, /64 for IPv6, inside which anyone takes another address at will. IPv4
 * written as IPv6 is IPv4.
 */
export const networkOf = (address: string): string => blockOf(address, 64);

function blockOf(address: string, bits: 48 | 64): string {
  const v4 = v4Of(address);
  if (v4) return v4.every((part) => Number(part) < 256) ? `${v4.slice(0, 3).join(".")}.0/24` : "unknown";
  const groups = groupsOf(address.split("%", 1)[0]!);
  if (!groups) return "unknown";
  const numbers = groups.map((group) => Number.parseInt(group, 16));
  const mapped = numbers.slice(0, 5).every((group) => group === 0) && numbers[5] === 0xffff;
  if (mapped) return `${numbers[6]! >> 8}.${numbers[6]! & 255}.${numbers[7]! >> 8}.0/24`;
  const first = numbers.slice(0, bits / 16).map((group) => group.toString(16));
  return `${first.join(":")}::/${bits}`;
}

/** The four parts of an IPv4 address, also of one written as `::ffff:192.0.2.7`. */
const v4Of = (address: string): string[] | null =>
  /^(?:(?:::|(?:0{1,4}:){5})ffff:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/i.exec(address)?.slice(1) ??
  null;

/** The eight groups of an IPv6 address, or null if it is not one. */
function groupsOf(address: string): string[] | null {
  const halves = address.split("::");
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const known = (head?.length ?? 0) + (tail?.length ?? 0);
  const missing = tail ? 8 - known : 0;
  if (tail ? missing < 1 : known !== 8) return null;
  const groups = [...head!, ...Array<string>(missing).fill("0"), ...(tail ?? [])];
  return groups.every((group) => /^[\da-f]{1,4}$/i.test(group)) ? groups : null;
}
