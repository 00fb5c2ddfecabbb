import { listed } from "#lib/kernel/listed.ts";
import type { Dependence } from "./independence.ts";

/** "Ana confirmed a function of Ben on 2026-11-14". */
export function dependenceText(found: Dependence, nameOf: (personId: string) => string): string {
  const by = nameOf(found.by);
  if (found.because === "one-hand")
    return `${by} handed over what they sign in with, directly or through others`;
  const deed = `${by} ${DEEDS[found.because](nameOf(found.of))} on ${found.at.slice(0, 10)}`;
  if (!found.behind) return deed;
  const handed = found.behind.of.map(nameOf);
  const sign = handed.length > 1 ? "sign" : "signs";
  return `${deed}, and ${nameOf(found.behind.hand)} handed over what ${listed(handed)} ${sign} in with, directly or through others`;
}

const DEEDS = {
  invited: (of: string) => `invited ${of}`,
  proposed: (of: string) => `proposed a function of ${of}`,
  confirmed: (of: string) => `confirmed a function of ${of}`,
  reset: (of: string) => `reset the access of ${of}`,
  consented: (of: string) => `consented that ${of} signs without waiting`,
} as const;
