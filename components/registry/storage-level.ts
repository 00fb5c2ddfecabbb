import type { Tone } from "#components/ui/tone.ts";
import type { ArtifactStorageView } from "#lib/registry/views/artifact-storage.ts";

type StorageLevel = { percent: number; tone: Tone; advice: string };

const NEARLY_FULL_PERCENT = 80;
const RAISE = "Whoever runs this installation can raise ARTIFACT_QUOTA_GB and restart the server.";

/** How full the storage is, and what that means for uploads. */
export function storageLevel({ usedBytes, quotaBytes }: ArtifactStorageView): StorageLevel {
  const percent = (100 * usedBytes) / quotaBytes;
  if (percent >= 100) return { percent, tone: "fail", advice: `Full: new artifacts are refused. ${RAISE}` };
  if (percent >= NEARLY_FULL_PERCENT)
    return {
      percent,
      tone: "hold",
      advice: `Nearly full: an artifact that does not fit is refused. ${RAISE}`,
    };
  return {
    percent,
    tone: "pass",
    advice: "An artifact uploaded again takes no more room. One that would exceed the quota is refused.",
  };
}
