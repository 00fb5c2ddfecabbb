import type { Margins } from "./change.ts";

/** The margins of a drawing for those who hear it; null where none was agreed. */
export function marginsText({ fails, passes, usual }: Margins): string | null {
  const said = [
    ...(fails === null ? [] : [usual ? `usual margin ${fails} worse` : `fails beyond ${fails} worse`]),
    ...(passes === null ? [] : [`passes within ${passes} worse`]),
  ];
  return said.length === 0 ? null : said.join(", ");
}
