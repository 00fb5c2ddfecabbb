/** A moment as `<input type="datetime-local">` takes it, in the reader's zone. */
export function localText(atMs: number, zone: string): string {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "short",
  }).format(atMs);
  return parts.replace(" ", "T");
}

/** The moment of a local text in a zone, in ms; NaN if it is none. At a change of clocks, the later reading. */
export function localMoment(text: string, zone: string): number {
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) return Number.NaN;
  const awayAt = (at: number): number =>
    Date.parse(`${localText(at, zone)}Z`) - Math.floor(at / 60_000) * 60_000;
  const guess = asUtc - awayAt(asUtc);
  return asUtc - awayAt(guess);
}

export type Edge = "start" | "end";

/**
 * What an address says as a moment: an instant as it is, a day or a minute without a zone in UTC, from its start or
 * up to its end. Anything else stays as it was typed, to be refused by name.
 */
export function instantOf(text: string, edge: Edge): string {
  const day = /^\d{4}-\d\d-\d\d$/.test(text);
  const minute = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text);
  if (day) return `${text}T${edge === "start" ? "00:00:00.000" : "23:59:59.999"}Z`;
  if (minute) return `${text}:${edge === "start" ? "00.000" : "59.999"}Z`;
  return text;
}
