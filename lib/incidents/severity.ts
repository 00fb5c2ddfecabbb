/** How grave an incident is, the gravest first. */
export const SEVERITIES = [1, 2, 3, 4] as const;
export type Severity = (typeof SEVERITIES)[number];

/** In words, to complete "Severity 2: …". */
export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  1: "harm that goes on",
  2: "harm, contained",
  3: "worse service, no harm known",
  4: "noticed in time",
};
