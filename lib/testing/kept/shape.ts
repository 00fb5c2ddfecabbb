/**
 * Where a present answer differs in shape from the old one: a property that is gone, or a value of another type. Null
 * means a value that is absent at the moment, so it matches every type; in lists, every present item needs what all
 * old items had in common.
 */
export function lostShape(then: unknown, now: unknown, place = ""): string[] {
  if (then === null || now === null) return [];
  const [before, after] = [kindOf(then), kindOf(now)];
  if (before !== after) return [`${place || "the answer"} was ${before}, is ${after}`];
  if (Array.isArray(then)) {
    const common = then.reduce<unknown>((shape, one) => commonShape(shape, one), undefined);
    if (common === undefined) return [];
    return [...new Set((now as unknown[]).flatMap((one) => lostShape(common, one, `${place}[]`)))];
  }
  if (before !== "object") return [];
  return Object.entries(then as object).flatMap(([name, value]) => {
    const at = place ? `${place}.${name}` : name;
    return name in (now as object) ? lostShape(value, (now as Named)[name], at) : [`${at} is gone`];
  });
}

type Named = Readonly<Record<string, unknown>>;

/** What two values have in common; null where they share nothing. */
function commonShape(one: unknown, other: unknown): unknown {
  if (one === undefined) return other;
  if (kindOf(one) !== kindOf(other)) return null;
  if (Array.isArray(one)) return [...one, ...(other as unknown[])];
  if (kindOf(one) !== "object") return one;
  const names = Object.keys(one as object).filter((name) => name in (other as object));
  return Object.fromEntries(
    names.map((name) => [name, commonShape((one as Named)[name], (other as Named)[name])]),
  );
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "list" : typeof value;
}
