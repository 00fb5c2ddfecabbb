import type { Framework } from "./framework.ts";

export const ISO_42001: Framework = {
  id: "iso-42001",
  name: "ISO/IEC 42001",
  part: "Annex A, controls on the life of a system",
  status: "in-force",
  standing:
    "Published in December 2023. A management system is certified as a whole; these are its controls on a change.",
  sources: [{ title: "ISO/IEC 42001:2023", href: "https://www.iso.org/standard/42001" }],
  sections: [
    {
      title: "A.3 Organisation",
      points: [
        { id: "A.3.2", asks: "Roles and responsibilities are given out", by: "roles" },
        { id: "A.3.3", asks: "Anybody concerned can say so", by: "objections" },
      ],
    },
    {
      title: "A.5 Impact",
      points: [
        { id: "A.5.2", asks: "Impact is assessed by a fixed procedure", by: "tier" },
        { id: "A.5.3", asks: "Its result is on record", by: "tier" },
        { id: "A.5.4", asks: "Impact on individuals and groups", by: "ethics" },
        { id: "A.5.5", asks: "Impact on society", by: "ethics" },
      ],
    },
    {
      title: "A.6 Life cycle",
      points: [
        { id: "A.6.2.4", asks: "Verification and validation", by: "validation" },
        { id: "A.6.2.5", asks: "A plan for deployment, and conditions to meet first", by: "rollout" },
        { id: "A.6.2.6", asks: "Operation and monitoring", by: "watch" },
        { id: "A.6.2.7", asks: "Technical documentation for those who need it", by: "intended-use" },
        { id: "A.6.2.8", asks: "Logs of what happened", by: "log" },
      ],
    },
    {
      title: "A.7 and A.9 Data and use",
      points: [
        { id: "A.7.5", asks: "Where data comes from, over its whole life", by: "data" },
        { id: "A.9.4", asks: "Use as intended", by: "limits" },
      ],
    },
  ],
};
