import { answerChallenge } from "#lib/releases/commands/answer-challenge.ts";
import { authoriseEmergency } from "#lib/releases/commands/authorise-emergency.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { declareEmergency } from "#lib/releases/commands/declare-emergency.ts";
import { declareRecusal } from "#lib/releases/commands/declare-recusal.ts";
import { editRelease } from "#lib/releases/commands/edit-release.ts";
import { editThread } from "#lib/releases/commands/edit-thread.ts";
import { explainRelease } from "#lib/releases/commands/explain-release.ts";
import { judgeChallenge } from "#lib/releases/commands/judge-challenge.ts";
import { liftObjection } from "#lib/releases/commands/lift-objection.ts";
import { openRelease } from "#lib/releases/commands/open-release.ts";
import { openThread } from "#lib/releases/commands/open-thread.ts";
import { publishTemplate } from "#lib/releases/commands/publish-template.ts";
import { raiseChallenge } from "#lib/releases/commands/raise-challenge.ts";
import { reopenThread } from "#lib/releases/commands/reopen-thread.ts";
import { replyThread } from "#lib/releases/commands/reply-thread.ts";
import { reportCondition } from "#lib/releases/commands/report-condition.ts";
import { resolveThread } from "#lib/releases/commands/resolve-thread.ts";
import { sealVerdict } from "#lib/releases/commands/seal-verdict.ts";
import { signCondition } from "#lib/releases/commands/sign-condition.ts";
import { submitRelease } from "#lib/releases/commands/submit-release.ts";
import { withdrawRelease } from "#lib/releases/commands/withdraw-release.ts";
import { deploymentReceipt } from "#lib/releases/queries/deployment-receipt.ts";
import { editPreview } from "#lib/releases/queries/edit-preview.ts";
import { releaseGate } from "#lib/releases/queries/release-gate.ts";
import { releaseList } from "#lib/releases/queries/release-list.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { releasePreview } from "#lib/releases/queries/release-preview.ts";
import { templateList } from "#lib/releases/queries/template-list.ts";
import { threadList } from "#lib/releases/queries/thread-list.ts";

export const releaseRoutes = [
  { method: "GET", path: "/releases", query: releaseList, view: true },
  { method: "POST", path: "/releases", command: openRelease },
  { method: "GET", path: "/templates", query: templateList, view: true },
  { method: "POST", path: "/templates", command: publishTemplate },
  { method: "GET", path: "/releases/{release}", query: releasePage, view: true },
  { method: "GET", path: "/release-preview", query: releasePreview, view: true },
  { method: "GET", path: "/releases/{release}/edit-preview", query: editPreview, view: true },
  { method: "GET", path: "/releases/{release}/gate", query: releaseGate },
  { method: "GET", path: "/gate/{pointer}/receipts/{deployment}", query: deploymentReceipt },
  { method: "PUT", path: "/releases/{release}", command: editRelease },
  { method: "POST", path: "/releases/{release}/submit", command: submitRelease },
  { method: "POST", path: "/releases/{release}/verdicts", command: castVerdict },
  { method: "POST", path: "/releases/{release}/lifts", command: liftObjection },
  { method: "POST", path: "/releases/{release}/conditions/{condition}/reports", command: reportCondition },
  { method: "POST", path: "/releases/{release}/conditions/{condition}/signatures", command: signCondition },
  { method: "POST", path: "/releases/{release}/sealed-verdicts", command: sealVerdict },
  { method: "POST", path: "/releases/{release}/recusals", command: declareRecusal },
  { method: "POST", path: "/releases/{release}/emergency", command: declareEmergency },
  { method: "POST", path: "/releases/{release}/emergency/authorisation", command: authoriseEmergency },
  { method: "GET", path: "/releases/{release}/threads", query: threadList, view: true },
  { method: "POST", path: "/releases/{release}/threads", command: openThread },
  { method: "POST", path: "/releases/{release}/challenges", command: raiseChallenge },
  { method: "POST", path: "/releases/{release}/threads/{thread}/replies", command: replyThread },
  { method: "POST", path: "/releases/{release}/threads/{thread}/posts/{post}/versions", command: editThread },
  { method: "POST", path: "/releases/{release}/threads/{thread}/resolve", command: resolveThread },
  { method: "POST", path: "/releases/{release}/threads/{thread}/reopen", command: reopenThread },
  { method: "POST", path: "/releases/{release}/threads/{thread}/answers", command: answerChallenge },
  { method: "POST", path: "/releases/{release}/threads/{thread}/judgements", command: judgeChallenge },
  { method: "POST", path: "/releases/{release}/withdraw", command: withdrawRelease },
  { method: "POST", path: "/releases/{release}/finding", command: explainRelease },
] as const;
