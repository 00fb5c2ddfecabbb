import type { Caller } from "#lib/kernel/caller.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import type { DomainEvent } from "#lib/kernel/event.ts";
import type { PolicyContent } from "./policy.ts";

export const policyStream = (workspaceId: string): string => `policy/${workspaceId}`;

export type PolicyPublished = DomainEvent & { policyVersionId: string; version: number; digest: string };

type Publishing = { id: string; version: number; content: PolicyContent; proposal?: string };

/** That a version is in force from now on; by which proposal, where there was one. */
export function policyPublished(
  { id, version, content, proposal }: Publishing,
  caller: Caller,
): PolicyPublished {
  const digest = digestOfJson(content);
  return {
    type: "policy.published",
    policyVersionId: id,
    version,
    digest,
    stream: policyStream(caller.workspaceId),
    targets: [{ type: "policy", id, digest }],
    data: { version, digest, content, ...(proposal ? { proposal } : {}) },
  };
}
