import type { Framework } from "./framework.ts";

/**
 * The technical documentation that Annex IV lists, and the articles that ask something of a change. 1(f) concerns
 * photographs of goods.
 */
export const EU_AI_ACT: Framework = {
  id: "eu-ai-act",
  name: "EU AI Act",
  part: "Annex IV and articles on change",
  status: "conflicting",
  standing:
    "In force since 1 August 2024. For systems of Annex III the Act says 2 August 2026; the amendment adopted in June 2026 says 2 December 2027, and 2 August 2028 for those of Annex I. Both stand here until its publication is confirmed.",
  audience: "Providers and deployers of high-risk systems in the Union",
  sources: [
    { title: "Regulation (EU) 2024/1689", href: "https://eur-lex.europa.eu/eli/reg/2024/1689/oj" },
    {
      title: "On the dates of the amendment, a secondary source",
      href: "https://decisionfocus.com/articles/eu-ai-act-blog",
    },
  ],
  sections: [
    {
      title: "1. What the system is",
      points: [
        { id: "1a", asks: "Purpose and provider", by: "intended-use" },
        { id: "1a, version", asks: "The version, and the one it replaces", by: "identity" },
        { id: "1b", asks: "What it works with: other systems, software, hardware", by: "consumers" },
        { id: "1c", asks: "Versions of the software it depends on", by: "software" },
        { id: "1d", asks: "The forms in which it is handed over", by: "files" },
        { id: "1e", asks: "The hardware it is meant to run on", by: "compute" },
        { id: "1g", asks: "What it takes and what it answers", by: "schema" },
        { id: "1h", asks: "Instructions for the people who use it", by: "instructions" },
      ],
    },
    {
      title: "2. How it was made",
      points: [
        { id: "2a", asks: "Methods and steps, parts that were trained before", by: "methods" },
        { id: "2b", asks: "Design choices, assumptions, trade-offs", by: "design" },
        { id: "2c", asks: "Architecture and the computing it took", by: "compute" },
        { id: "2d", asks: "Data: exactly which", by: "data" },
        { id: "2d, sheet", asks: "Data: origin, scope, selection, labels, cleaning", by: "data-in-card" },
        { id: "2e", asks: "How people oversee it", by: "oversight" },
        { id: "2f", asks: "Changes foreseen in advance", by: "foreseen-changes" },
        { id: "2g", asks: "Validation and tests, dated and signed", by: "validation" },
        { id: "2h", asks: "Security of the system", by: "security" },
      ],
    },
    {
      title: "3. How it is watched",
      points: [
        { id: "3a", asks: "What it cannot do, and how it goes wrong", by: "limits" },
        { id: "3b", asks: "Accuracy for groups of people", by: "groups" },
      ],
    },
    {
      title: "4 to 9. Measures, risks, changes",
      points: [
        { id: "4", asks: "Why the measures of performance fit", by: "measures" },
        { id: "5", asks: "Management of risk", by: "risk" },
        { id: "6", asks: "Changes over its life", by: "changes" },
        { id: "7", asks: "Standards applied, or what stands in for them", by: "standards" },
        { id: "8", asks: "The declaration of conformity", by: "declaration" },
        { id: "9", asks: "A plan for monitoring after release", by: "watch" },
      ],
    },
    {
      title: "Articles on change",
      points: [
        { id: "Art. 12", asks: "Records that show what happened, kept by themselves", by: "log" },
        { id: "Art. 14(4)", asks: "A way to stop it, and to take it back", by: "rollback" },
        { id: "Art. 17(1)", asks: "Procedures for managing changes", by: "go-no-go" },
        { id: "Art. 43(4)", asks: "Whether a change is substantial, and why", by: "modification" },
        { id: "Art. 73", asks: "Serious incidents found, owned and reported", by: "incidents" },
      ],
    },
  ],
};
