import { createHash } from "node:crypto";

/** Beyond this many texts a connection would hold too many plans; what comes later is planned each time. */
const STATEMENTS_MAX = 500;

/**
 * A name for each text of a statement, under which every connection prepares it once: most of what we ask is short,
 * and reading and planning it is most of what it costs.
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
