"use client";

import type { Means } from "#lib/access/means.ts";
import type { EmergencyView } from "#lib/releases/views/emergency.ts";
import type { StandardView } from "#lib/releases/views/envelopes.ts";
import { EmergencyPanel } from "./emergency-panel.tsx";
import { StandardPanel } from "./standard-panel.tsx";

type Props = {
  release: number;
  means: Means;
  of: { round: number; emergency: EmergencyView | null; standard: StandardView | null };
};

/** What its change class asks of a release: the bounds of an emergency, or those of an envelope. */
export const ClassPanel = ({ release, means, of: { round, emergency, standard } }: Props) => (
  <>
    <EmergencyPanel release={release} means={means} emergency={emergency} />
    <StandardPanel release={release} round={round} standard={standard} />
  </>
);
