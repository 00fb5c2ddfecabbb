import type { Framework } from "./framework.ts";

export const SR_26_2: Framework = {
  id: "sr-26-2",
  name: "SR 26-2",
  part: "model risk at banks",
  status: "in-force",
  standing:
    "Issued on 17 April 2026 by the Federal Reserve, the OCC (Bulletin 2026-13) and the FDIC (FIL-15-2026). Principles, not enforceable; generative models are outside its scope. Taken from secondary sources.",
  audience: "Banks of more than 30 billion dollars in the United States",
  sources: [
    {
      title: "A summary of the revised guidance, a secondary source",
      href: "https://risktemplate.com/blog/2026-05-05-occ-bulletin-2026-13-mrm-revised-guidance",
    },
  ],
  sections: [
    {
      title: "Principles",
      points: [
        { id: "Materiality", asks: "As much control as the model can do harm", by: "tier" },
        { id: "Challenge", asks: "Effective challenge by people without a stake", by: "challenge" },
        { id: "Thresholds", asks: "What counts as failure is fixed before release", by: "thresholds" },
        { id: "Change", asks: "A material change is reviewed before use", by: "modification" },
        { id: "Monitoring", asks: "Performance is watched in use", by: "watch" },
      ],
    },
  ],
};

export const SR_11_7: Framework = {
  id: "sr-11-7",
  name: "SR 11-7",
  part: "replaced by SR 26-2",
  status: "superseded",
  standing:
    "Rescinded on 17 April 2026 and replaced by SR 26-2. Its words are still used: effective challenge, independent validation.",
  sources: [
    {
      title: "Supervisory letter SR 11-7",
      href: "https://www.federalreserve.gov/supervisionreg/srletters/sr1107.htm",
    },
  ],
  sections: [],
};
