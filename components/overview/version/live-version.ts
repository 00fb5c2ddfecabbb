import type { VersionPageView } from "#lib/overview/views/version-page.ts";

/** The version that is live on the model's first pointer, where that is another one. */
export const liveVersion = ({ pointers, version }: VersionPageView): number | null =>
  pointers.find((pointer) => pointer.base !== null && pointer.base !== version.number)?.base ?? null;
