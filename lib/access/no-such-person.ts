import { refuse } from "#lib/kernel/refusal.ts";

export const noSuchPerson = refuse(
  "not-found",
  "person-not-found",
  "There is no such person in this workspace.",
);
