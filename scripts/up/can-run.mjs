/** Exits with 0 where the code can be read as far as a process needs it, and not changed. */
import { accessSync, constants } from "node:fs";

const READ = [
  "package.json",
  "server.ts",
  "lib/env.ts",
  "generated/prisma/client.ts",
  "node_modules/next/package.json",
];
const FIXED = [
  ".",
  "server.ts",
  "lib",
  "lib/env.ts",
  "node_modules",
  "node_modules/next",
  ".next",
  process.execPath,
];

const may = (path, mode) => {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
};

// Not there before the first build.
const built = [".next", ".next/BUILD_ID"].filter((path) => may(path, constants.F_OK));

const readable = [...READ, ...built].every((path) => may(path, constants.R_OK));
const changeable = FIXED.some((path) => may(path, constants.W_OK));
process.exit(readable && !changeable ? 0 : 1);
