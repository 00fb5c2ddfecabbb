import type { Caller } from "#lib/kernel/caller.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import type { PolicyEvent } from "./events.ts";
import type { PolicyContent } from "./policy.ts";

export const policyStream = (workspaceId: string): string => `policy/${workspaceId}`;

/** What is published: what its event says, and what its row is made from. */
export type Publication = {
  readonly said: Omit<PolicyEvent, "type">;
  readonly row: { readonly policyVersionId: string; readonly version: number; readonly digest: string };
};

type Publishing = { id: string; version: number; content: PolicyContent; proposal?: string };

/** That a version is in force from now on, and by which proposal where there was one. */
export function publicationOf({ id, version, content, proposal }: Publishing, caller: Caller): Publication {
  const digest = digestOfJson(content);
  return {
    said: {
      stream: policyStream(caller.workspaceId),
      targets: [{ type: "policy", id, digest }],
      data: { version, digest, content, ...(proposal ? { proposal } : {}) },
    },
    row: { policyVersionId: id, version, digest },
  };
}
