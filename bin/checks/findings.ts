import { type FindingState, mayAcceptFinding, mayResolveFinding } from "#lib/councils/finding.ts";
import { documentCheck, ofType, type Told, toldIn } from "./documents.ts";
import { refused } from "./refused.ts";

type Kept = { readonly ownerId: string; readonly openedById: string; state: FindingState };

/**
 * Every finding of the model was closed at most once, by nobody who owned it. Which of them a gate read is checked where the
 * gate was asked; whether whoever accepted one held compliance is the server's word.
 */
export const findingsCheck = documentCheck("findings", ({ release }, packet, found) => {
  const all = new Map<string, Kept>();
  const told = ofType(
    toldIn(packet, `model/${release.model}`),
    "finding.opened",
    "finding.resolved",
    "finding.accepted",
  );
  for (const event of told) for (const fault of take(all, event)) found.tampered(event.place, fault);
  const open = [...all.values()].filter(({ state }) => state === "open").length;
  return all.size === 0 ? "the model has no findings" : `${all.size} findings, ${open} of them open`;
});

type FindingTold = Told<"finding.opened" | "finding.resolved" | "finding.accepted">;

function take(all: Map<string, Kept>, event: FindingTold): string[] {
  const { finding } = event.data;
  if (event.type === "finding.opened") {
    all.set(finding, { ownerId: event.data.owner, openedById: event.actor, state: "open" });
    return [];
  }
  const kept = all.get(finding);
  if (!kept) return ["closes a finding that nobody opened"];
  const by = { id: event.actor, functions: ["compliance" as const] };
  const may = event.type === "finding.resolved" ? mayResolveFinding(by, kept) : mayAcceptFinding(by, kept);
  kept.state = event.type === "finding.resolved" ? "resolved" : "accepted";
  return refused(may);
}
