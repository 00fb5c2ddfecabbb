import type { Caller } from "#lib/kernel/caller.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import type { PolicyEvent } from "./events.ts";
import type { PolicyContent } from "./policy.ts";

export const policyStream = (workspaceId: string): string => `policy/${workspaceId}`;

/** A publication: the data of its event, and of its row. */
export type Publication = {
  readonly said: Omit<PolicyEvent, "type">;
  readonly row: { readonly policyVersionId: string; readonly version: number; readonly digest: string };
};

type Publishing = { id: string; version: number; content: PolicyContent; proposal?: string };

/** That a version comes into force, and by which proposal if any. */
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
