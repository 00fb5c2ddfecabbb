import type { Framework } from "./framework.ts";

export const NIST_AI_RMF: Framework = {
  id: "nist-ai-rmf",
  name: "NIST AI RMF 1.0",
  part: "all four functions",
  status: "in-force",
  standing: "Published in January 2023; voluntary.",
  sources: [{ title: "NIST AI 100-1", href: "https://doi.org/10.6028/NIST.AI.100-1" }],
  sections: [
    {
      title: "Govern",
      points: [
        { id: "Govern 1.5", asks: "Reviewed again in due time", by: "validity" },
        { id: "Govern 1.6", asks: "An inventory of systems", by: "inventory" },
        { id: "Govern 1.7", asks: "Systems are retired safely", by: "retirement" },
        { id: "Govern 2.1", asks: "Roles are documented and clear", by: "roles" },
        { id: "Govern 3.1", asks: "Decisions by people of different functions", by: "independence" },
      ],
    },
    {
      title: "Map and measure",
      points: [
        { id: "Map 1.1", asks: "Purpose, users and setting are understood", by: "intended-use" },
        { id: "Measure 2.3", asks: "Performance is measured as in use", by: "validation" },
        { id: "Measure 2.11", asks: "Fairness and bias are measured", by: "groups" },
      ],
    },
    {
      title: "Manage",
      points: [
        { id: "Manage 1.1", asks: "Go or no-go is decided on the evidence", by: "go-no-go" },
        { id: "Manage 1.4", asks: "Risks that remain are on record", by: "risk" },
        { id: "Manage 2.4", asks: "It can be overridden and switched off", by: "rollback" },
        { id: "Manage 4.1", asks: "Monitored after release: incidents, appeals, changes", by: "watch" },
      ],
    },
  ],
};
