import type { Rule } from "../rule.ts";

const VAGUE = /(?:^|\/)(?:index|utils?|helpers?|service|manager|data|info|common|misc|shared|stuff)\.tsx?$/;

export const names: Rule = {
  name: "gives files telling names",
  check: (sources) =>
    sources
      .filter(({ path }) => VAGUE.test(path))
      .map(({ path }) => ({ path, says: "says nothing of its subject" })),
};
