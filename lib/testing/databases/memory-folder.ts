import { statfs } from "node:fs/promises";

/** Where Linux has memory as files, whatever else is a disk. */
const MEMORY = "/dev/shm";
const TMPFS = 0x01021994;
/** More than all databases take that are there at once, of a run of tests and of faults. */
const FREE_BYTES_MIN = 4 * 1024 ** 3;

/** Where files that a run throws away lie best; null where the machine has no such memory, or too little. */
export async function memoryFolder(): Promise<string | null> {
  const { type, bavail, bsize } = await statfs(MEMORY).catch(() => ({ type: 0, bavail: 0, bsize: 0 }));
  return type === TMPFS && bavail * bsize >= FREE_BYTES_MIN ? MEMORY : null;
}
