import { refuse } from "#lib/kernel/refusal.ts";

/** The artifacts of a workspace, each counted once however often it was uploaded. */
export type ArtifactStorage = { readonly usedBytes: number; readonly quotaBytes: number };

/** The largest artifact. */
export const ARTIFACT_BYTES_MAX = 1024 * 1024 * 1024;

export const hasRoomFor = (bytes: number, { usedBytes, quotaBytes }: ArtifactStorage): boolean =>
  usedBytes + bytes <= quotaBytes;

/**
 * How many bytes may be arriving at once: the room that is left and one artifact more, since only its last byte shows
 * whether it is stored already.
 */
export const arrivingAtMost = ({ usedBytes, quotaBytes }: ArtifactStorage): number =>
  Math.max(0, quotaBytes - usedBytes) + ARTIFACT_BYTES_MAX;

const gb = (bytes: number): string => `${(bytes / 1e9).toFixed(2)} GB`;

export const STORAGE_FULL = "artifact-storage-full";

export const storageFull = ({ usedBytes, quotaBytes }: ArtifactStorage) =>
  refuse(
    "too-large",
    STORAGE_FULL,
    `This workspace stores ${gb(usedBytes)} of artifacts; with this one it would exceed its quota of ${gb(quotaBytes)}.`,
    {
      todo: "Upload less, or ask whoever runs this installation to raise ARTIFACT_QUOTA_GB and restart the server.",
    },
  );
