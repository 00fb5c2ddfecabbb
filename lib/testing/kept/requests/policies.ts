import { PASSWORD } from "#lib/testing/worlds/workspace.ts";
import type { Asked } from "../exchanges.ts";
import { get, post } from "./asking.ts";

const route = {
  tiers: ["low", "limited", "high", "critical"],
  council: "Model council",
  reviewDays: 3,
  validDays: 14,
};
const policy = { title: "Another", routes: [{ ...route, seats: [{ function: "security", min: 1 }] }] };

export const deciding: Asked[] = [
  get("carla", "/policies", { proposal: "proposal.id", proposed: "proposal.digest" }),
  post("ada", "/policies/proposals", { basedOn: 2, policy, reason: "The board asked for it." }),
  post(
    "carla",
    "/session/step-up",
    { act: "sign-policy", subjectDigest: "{{proposed}}", password: PASSWORD },
    { keep: { stepUp: "stepUpId" } },
  ),
  post("carla", "/policies/proposals/{{proposal}}/signatures", {
    digest: "{{proposed}}",
    seat: "compliance",
    decision: "approve",
    stepUpId: "{{stepUp}}",
  }),
  post(
    "ada",
    "/policies/proposals",
    { basedOn: 3, policy, reason: "The board asked for it." },
    { keep: { proposal: "proposalId" } },
  ),
  post("ada", "/policies/proposals/{{proposal}}/withdraw", { reason: "Not this year." }),
];
