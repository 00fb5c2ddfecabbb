import { formatNumber } from "#components/ui/format-number.ts";

/** The name of a recorded field as a term: `candidateWeight` as "Candidate weight". */
export function termOf(name: string): string {
  if (name === "subject") return "Signed digest";
  const text = name.replaceAll(/[-_]/g, " ").replaceAll(/([a-z])([A-Z])/g, "$1 $2");
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}

/** "1st", "12th", "1,203rd" */
export function ordinalText(count: number): string {
  const rest = count % 100;
  const suffix = rest >= 11 && rest <= 13 ? "th" : (["th", "st", "nd", "rd"][count % 10] ?? "th");
  return `${formatNumber(count)}${suffix}`;
}

/** Numbers a term that repeats: two versions have two digests. */
export function distinctTerms<Item extends { readonly term: string }>(items: readonly Item[]): Item[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const times = (seen.get(item.term) ?? 0) + 1;
    seen.set(item.term, times);
    return times === 1 ? item : { ...item, term: `${item.term} ${times}` };
  });
}
