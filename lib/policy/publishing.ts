import type { Caller } from "#lib/kernel/caller.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import type { DomainEvent } from "#lib/kernel/event.ts";
import type { PolicyContent } from "./policy.ts";

export const policyStream = (workspaceId: string): string => `policy/${workspaceId}`;

/** What is published: for the event, and for the row made from it. */
export type Publication = Omit<DomainEvent, "type"> & {
  readonly policyVersionId: string;
  readonly version: number;
  readonly digest: string;
};

type Publishing = { id: string; version: number; content: PolicyContent; proposal?: string };

/** That a version is in force from now on, and by which proposal where there was one. */
export function publicationOf({ id, version, content, proposal }: Publishing, caller: Caller): Publication {
  const digest = digestOfJson(content);
  return {
    policyVersionId: id,
    version,
    digest,
    stream: policyStream(caller.workspaceId),
    targets: [{ type: "policy", id, digest }],
    data: { version, digest, content, ...(proposal ? { proposal } : {}) },
  };
}
