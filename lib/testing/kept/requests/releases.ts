import { testCase, testPlan } from "#lib/testing/worlds/releases.ts";
import { PASSWORD } from "#lib/testing/worlds/workspace.ts";
import type { Asked } from "../exchanges.ts";
import { get, post } from "./asking.ts";

/** What a client asks to be released. */
export const asked = {
  model: "flight-delay",
  version: 4,
  pointer: "production",
  case: testCase,
  plan: testPlan,
};
const once = { "idempotency-key": "a-client-of-that-day" };

export const releasing: Asked[] = [
  get("token", "/releases"),
  get("token", "/releases?state=in-review&limit=2"),
  get("jonas", "/release-preview?model=flight-delay&version=4&pointer=production"),
  post("jonas", "/releases", asked, { headers: once, keep: { release: "number" } }),
  post("jonas", "/releases", asked, { headers: once }),
  post("jonas", "/releases/{{release}}/submit", {}),
  get("dara", "/releases/{{release}}", { round: "round", subject: "subjectDigest" }),
  post(
    "dara",
    "/session/step-up",
    { act: "cast-verdict", subjectDigest: "{{subject}}", password: PASSWORD },
    { keep: { stepUp: "stepUpId" } },
  ),
  post("dara", "/releases/{{release}}/verdicts", {
    round: "{{round:number}}",
    subjectDigest: "{{subject}}",
    seat: "data-science",
    decision: "request-changes",
    comment: "Say more.",
    stepUpId: "{{stepUp}}",
  }),
  get("jonas", "/releases/{{release}}/edit-preview"),
  {
    ...post("jonas", "/releases/{{release}}", { round: 1, plan: { ...testPlan, alpha: 0.04 } }),
    method: "PUT",
  },
  get("token", "/releases/{{release}}/gate"),
  post("jonas", "/releases/{{release}}/withdraw", { reason: "It can wait." }),
  get("token", "/releases/2"),
];
