import { z } from "zod";
import { attentionView } from "./attention.ts";
import { liveRollout } from "./live-rollout.ts";
import { recentDecision } from "./recent-decision.ts";
import { waitingItem } from "./waiting-item.ts";

export const workspaceNowView = z.object({
  rollouts: z.array(liveRollout),
  attention: attentionView,
  decisions: z.array(recentDecision),
});

export const homePageView = workspaceNowView.extend({ waiting: z.array(waitingItem) });
export type HomePageView = z.infer<typeof homePageView>;
