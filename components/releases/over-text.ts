import { checkTitle } from "#lib/releases/checks.ts";

/** The failing checks that somebody went over, as the end of a sentence. */
export function overText(over: readonly string[] | undefined): string {
  if (!over || over.length === 0) return "";
  const checks = over.length === 1 ? "check failed" : "checks failed";
  return ` although ${over.length} ${checks}: ${over.map(checkTitle).join("; ")}`;
}
