/** Numbers as people read them: grouped by comma, a true minus sign, a dash for a missing value. */

export function formatNumber(value: number | null | undefined, decimals = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const text = formatter(decimals).format(Math.abs(value));
  return value < 0 && Number(value.toFixed(decimals)) !== 0 ? `−${text}` : text;
}

const formatters = new Map<number, Intl.NumberFormat>();

/** Building a formatter costs far more than using one, and a page writes hundreds of numbers. */
function formatter(decimals: number): Intl.NumberFormat {
  const known = formatters.get(decimals);
  if (known) return known;
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const made = new Intl.NumberFormat("en-GB", digits);
  formatters.set(decimals, made);
  return made;
}

/** A change, always with its sign. */
export function formatSigned(value: number | null | undefined, decimals = 0): string {
  const text = formatNumber(value, decimals);
  if (text === "–" || text.startsWith("−")) return text;
  return `+${text}`;
}

/** "[+0.024, +0.070]" */
export function formatInterval(low: number | null, high: number | null, decimals = 0): string {
  return `[${formatSigned(low, decimals)}, ${formatSigned(high, decimals)}]`;
}

/** A share between 0 and 1 as "94 %". */
export function formatShare(share: number | null | undefined, decimals = 0): string {
  const text = formatNumber(share === null || share === undefined ? share : share * 100, decimals);
  return text === "–" ? text : `${text} %`;
}

/** "1.2 MB" in powers of a thousand, as operating systems and registries count. */
export function formatBytes(bytes: number): string {
  if (bytes === 1) return "1 byte";
  const units = ["bytes", "kB", "MB", "GB", "TB"] as const;
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${formatNumber(size, unit === 0 || size >= 100 ? 0 : 1)} ${units[unit]}`;
}

/** "1 file", "4 files": counts read as words. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}
