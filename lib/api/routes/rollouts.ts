import { haltRollout } from "#lib/rollouts/commands/halt-rollout.ts";
import { pauseRollout } from "#lib/rollouts/commands/pause-rollout.ts";
import { resumeRollout } from "#lib/rollouts/commands/resume-rollout.ts";
import { returnPointer } from "#lib/rollouts/commands/return-pointer.ts";
import { rollBackRollout } from "#lib/rollouts/commands/roll-back-rollout.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import { switchOffPointer } from "#lib/rollouts/commands/switch-off-pointer.ts";
import { displayedQuality } from "#lib/rollouts/queries/displayed-quality.ts";
import { dryRun } from "#lib/rollouts/queries/dry-run.ts";
import { gateVerdict } from "#lib/rollouts/queries/gate-verdict.ts";
import { pointerTraffic } from "#lib/rollouts/queries/pointer-traffic.ts";
import { rolloutHistory } from "#lib/rollouts/queries/rollout-history.ts";
import { rolloutList } from "#lib/rollouts/queries/rollout-list.ts";
import { rolloutPage } from "#lib/rollouts/queries/rollout-page.ts";

export const rolloutRoutes = [
  { method: "GET", path: "/rollouts", query: rolloutList, view: true },
  { method: "GET", path: "/models/{model}/pointers/{pointer}/traffic", query: pointerTraffic, view: true },
  { method: "POST", path: "/models/{model}/pointers/{pointer}/dry-run", query: dryRun, view: true },
  { method: "POST", path: "/releases/{release}/rollout", command: startRollout },
  { method: "GET", path: "/rollouts/{rollout}", query: rolloutPage, view: true },
  { method: "GET", path: "/rollouts/{rollout}/history", query: rolloutHistory, view: true },
  { method: "GET", path: "/rollouts/{rollout}/displayed-quality", query: displayedQuality, view: true },
  { method: "POST", path: "/rollouts/{rollout}/pause", command: pauseRollout },
  { method: "POST", path: "/rollouts/{rollout}/resume", command: resumeRollout },
  { method: "POST", path: "/rollouts/{rollout}/halt", command: haltRollout },
  { method: "POST", path: "/rollouts/{rollout}/roll-back", command: rollBackRollout },
  { method: "GET", path: "/gate-verdicts/{verdict}", query: gateVerdict, view: true },
  { method: "POST", path: "/models/{model}/pointers/{pointer}/return", command: returnPointer },
  { method: "POST", path: "/models/{model}/pointers/{pointer}/switch-off", command: switchOffPointer },
] as const;
