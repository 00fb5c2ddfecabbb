import { createHash } from "node:crypto";

/** With more texts a connection would hold too many plans; further texts are planned on each use. */
const STATEMENTS_MAX = 500;

/**
 * Names each statement's text, so that every connection prepares it once. Most statements are short, and parsing and
 * planning is most of their cost.
 */
export function statementNames(): (statement: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= STATEMENTS_MAX) return "";
    const name = createHash("sha256").update(sql).digest("base64url").slice(0, 24);
    names.set(sql, name);
    return name;
  };
}
