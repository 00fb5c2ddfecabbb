/** Templates of releases. */
export const templateWords: Readonly<Record<string, string>> = {
  template: "The template of the workspace: its id, or with the version that the release is made from.",
  "content.whenToUse": "When somebody should choose it.",
  prompts: "The question that each text of the case answers.",
  locked: "The parts of the plan that no release made from it changes: stages, guardrails, judging.",
  offered: "Whether new releases can be made from it; a version that is not offered retires it.",
  whyNotPublish: "Why you cannot publish one; null where you can.",
};
