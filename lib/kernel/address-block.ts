/**
 * The block around a network address that one subscriber or site usually holds: /24 for IPv4, /48 for IPv6. Anything
 * else is "unknown".
 */
export function addressBlock(address: string): string {
  const v4 = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.\d{1,3}$/i.exec(address);
  if (v4)
    return v4.slice(1).every((part) => Number(part) < 256) ? `${v4.slice(1).join(".")}.0/24` : "unknown";
  const groups = groupsOf(address.split("%", 1)[0]!);
  if (!groups) return "unknown";
  const first = groups.slice(0, 3).map((group) => Number.parseInt(group, 16).toString(16));
  return `${first.join(":")}::/48`;
}

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
