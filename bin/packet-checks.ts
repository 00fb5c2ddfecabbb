import type { Check } from "./verify-packet.ts";

/**
 * What a packet says about its release, replayed from the log's entries: run after the log's own checks, which show
 * that every entry's text is what was recorded.
 */
export const RELEASE_CHECKS: readonly Check[] = [];
