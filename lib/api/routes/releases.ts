import { authoriseEmergency } from "#lib/releases/commands/authorise-emergency.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { declareEmergency } from "#lib/releases/commands/declare-emergency.ts";
import { declareRecusal } from "#lib/releases/commands/declare-recusal.ts";
import { editRelease } from "#lib/releases/commands/edit-release.ts";
import { explainRelease } from "#lib/releases/commands/explain-release.ts";
import { liftObjection } from "#lib/releases/commands/lift-objection.ts";
import { openRelease } from "#lib/releases/commands/open-release.ts";
import { reportCondition } from "#lib/releases/commands/report-condition.ts";
import { signCondition } from "#lib/releases/commands/sign-condition.ts";
import { submitRelease } from "#lib/releases/commands/submit-release.ts";
import { withdrawRelease } from "#lib/releases/commands/withdraw-release.ts";
import { deploymentReceipt } from "#lib/releases/queries/deployment-receipt.ts";
import { editPreview } from "#lib/releases/queries/edit-preview.ts";
import { releaseGate } from "#lib/releases/queries/release-gate.ts";
import { releaseList } from "#lib/releases/queries/release-list.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { releasePreview } from "#lib/releases/queries/release-preview.ts";

export const releaseRoutes = [
  { method: "GET", path: "/releases", query: releaseList, view: true },
  { method: "POST", path: "/releases", command: openRelease },
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
  { method: "POST", path: "/releases/{release}/recusals", command: declareRecusal },
  { method: "POST", path: "/releases/{release}/emergency", command: declareEmergency },
  { method: "POST", path: "/releases/{release}/emergency/authorisation", command: authoriseEmergency },
  { method: "POST", path: "/releases/{release}/withdraw", command: withdrawRelease },
  { method: "POST", path: "/releases/{release}/finding", command: explainRelease },
] as const;
