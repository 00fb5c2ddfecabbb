import { percentText } from "#components/exposure/live-words.ts";
import { releaseLooks } from "#components/releases/release-looks.ts";
import type { StateLook } from "#components/ui/state-pill.tsx";
import type { LiveOn } from "#lib/exposure/views/live-on.ts";
import type { ModelRelease } from "#lib/overview/views/model-releases.ts";

export const liveLook = (pointer: string): StateLook => ({ word: `Live on ${pointer}`, tone: "pass" });

/** How far a version is: live, on its way, under review, or what became of its last release. */
export function versionState(
  number: number,
  pointers: readonly LiveOn[],
  releases: readonly ModelRelease[],
): StateLook {
  const live = pointers.find((pointer) => pointer.base === number);
  if (live) return liveLook(live.pointer);
  const candidate = pointers.find((pointer) => pointer.candidate === number);
  if (candidate) {
    const reach = candidate.kind === "shadow" ? "In shadow" : percentText(candidate.candidatePercent);
    return { word: `${reach} on ${candidate.pointer}`, tone: "yours", icon: "play" };
  }
  const release = releases.find((one) => one.version === number);
  if (!release) return { word: "Registered", tone: "plain" };
  if (release.state === "released") return { word: "Was live", tone: "plain" };
  const look = releaseLooks[release.state];
  return { ...look, word: `${look.word}, release ${release.number}` };
}
