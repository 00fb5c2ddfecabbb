import type { Dependence } from "./independence.ts";

/** "Ana confirmed a function of Ben on 2026-11-14". */
export function dependenceText(found: Dependence, nameOf: (personId: string) => string): string {
  const by = nameOf(found.by);
  if (found.because === "one-hand")
    return `${by} handed over what they sign in with, directly or through others`;
  return `${by} ${DEEDS[found.because](nameOf(found.of))} on ${found.at.slice(0, 10)}`;
}

const DEEDS = {
  invited: (of: string) => `invited ${of}`,
  proposed: (of: string) => `proposed a function of ${of}`,
  confirmed: (of: string) => `confirmed a function of ${of}`,
  reset: (of: string) => `reset the access of ${of}`,
  consented: (of: string) => `consented that ${of} signs without waiting`,
} as const;
