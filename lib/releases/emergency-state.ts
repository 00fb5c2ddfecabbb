import { type EmergencyFile, emergencyOf, isAuthorised } from "./emergency.ts";
import { OUT } from "./release.ts";

export const EMERGENCY_STATES = ["declared", "authorised", "retrospective-review", "closed"] as const;
export type EmergencyState = (typeof EMERGENCY_STATES)[number];

/** Where an emergency is. The state of its release stays what it is for every release. */
export function emergencyState(of: EmergencyFile, rejected: boolean): EmergencyState | null {
  if (!emergencyOf(of)) return null;
  if (!isAuthorised(of)) return "declared";
  if (of.release.approvedAt !== null || rejected) return "closed";
  return OUT.includes(of.release.state) ? "retrospective-review" : "authorised";
}
