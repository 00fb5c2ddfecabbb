/**
 * A file that an earlier version had first makes that version an ancestor, named as the parent or not. Of the same model,
 * nearly every file does: whoever shares even a configuration started from that version. Of another model, only files
 * too large for a licence, an empty module or a common setting: the longest usual licence has 35 kB.
 */
export const SHARED_BYTES_MIN = { ofSameModel: 256, ofOtherModel: 65_536 } as const;

/** An entry of the log names every origin that no other leads to. */
export const ORIGINS_MAX = 50;
