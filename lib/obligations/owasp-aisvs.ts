import type { Framework } from "./framework.ts";

export const OWASP_AISVS: Framework = {
  id: "owasp-aisvs",
  name: "OWASP AISVS 1.0",
  part: "C3 life cycle and change, C12 monitoring",
  status: "in-force",
  standing: "A standard for verification; voluntary.",
  sources: [
    {
      title: "AISVS 1.0, chapter C3",
      href: "https://github.com/OWASP/AISVS/blob/main/1.0/en/0x10-C03-Model-Lifecycle-Management.md",
    },
  ],
  sections: [
    {
      title: "C3 Life cycle and change control",
      points: [
        { id: "3.1.1", asks: "Every model is in an inventory, with where it came from", by: "inventory" },
        { id: "3.1.2", asks: "Files are bound by signature and digest", by: "files" },
        { id: "3.1.3", asks: "What is deployed is checked as it is admitted", by: "admission" },
        { id: "3.3.1", asks: "Rolled out in stages, taken back by triggers", by: "rollout" },
        { id: "3.3.2", asks: "A rollback restores the whole earlier state", by: "way-back" },
      ],
    },
    {
      title: "C12 Monitoring and logs",
      points: [
        { id: "12.3.1", asks: "Drift of inputs and answers is found", by: "drift" },
        { id: "12.4.2", asks: "Who approved is on record", by: "go-no-go" },
        { id: "12.4.3", asks: "So is each use of the switch that stops it", by: "log" },
        { id: "12.5.3", asks: "A record of every change that nobody can alter", by: "changes" },
      ],
    },
  ],
};
