import { inEachFile } from "../rule.ts";
import { lastName } from "../syntax.ts";

/** Who opens a transaction, each with its reason. */
const OPENERS: Readonly<Record<string, string>> = {
  "lib/command/run.ts": "the door",
  "lib/command/query.ts": "its read-only twin",
  "lib/db/transaction.ts": "what both are built on",
  "lib/db/plain-sql.ts": "the same without models, for telemetry",
  "lib/db/mapper.ts": "the object mapper's own, as a guest in one of these",
  "lib/workers/reconciler.ts": "looks at what is due in each workspace",
  "lib/workers/tell-people.ts": "who is told what follows from the log; it is no decision",
  "lib/workers/mail-messages.ts": "what is on its way by mail is no decision",
  "lib/workers/drop-told.ts": "what was told long ago goes by its age; it is no decision",
  "lib/workers/send-webhooks.ts": "what is on its way to receivers is no decision",
  "lib/api/endpoints/inbox.ts": "what somebody has read is no decision",
  "lib/monitoring/ingest/once.ts": "telemetry is not a decision: batches go in beside the door",
  "lib/access/admission/token-stands.ts": "whether a stream that was admitted may go on",
  "lib/access/admission/caller-of-token.ts": "who asks, before there is a caller",
  "lib/access/admission/admit-try.ts": "failed sign-ins outlive their refusal",
  "lib/access/admission/admit-export.ts": "how much leaves at once, counted across workspaces",
  "lib/exposure/serving/served-pointers.ts": "reads every workspace's pointers into memory",
  "prisma/seed/reading.ts": "the seed looks at what it made before, read-only",
};

export const transactions = inEachFile("opens transactions in the one door only", ({ path, nodes }) => {
  const opened = nodes
    .filter(([node]) => node.type === "CallExpression")
    .map(([node]) => lastName(node["callee"]) ?? "")
    .filter((name) => /^(?:inWorkspace(?:Plain)?|ownTransaction|\$transaction)$/.test(name));
  if (path in OPENERS) return opened.length === 0 ? ["opens none: take it off the list"] : [];
  return opened.map((name) => `opens a transaction by ${name}`);
});
