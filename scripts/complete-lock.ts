import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Completes package-lock.json after `npm install`: npm omits optional packages of other platforms when its registry
 * does not carry them, and `npm ci` then refuses the file everywhere. Run it after every change of the lock; a test
 * fails when it was forgotten.
 */
type Entry = {
  version?: string;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};

const OS =
  /(?:^|[-/])(android|darwin|freebsd|linux|linuxmusl|win32|openharmony|netbsd|openbsd|sunos|aix)(?:-|$)/;
const CPU = /-(arm64|x64|ia32|arm|ppc64|riscv64|s390x|loong64|mips64el|wasm32)(?:-|$)/;

const path = join(import.meta.dirname, "../package-lock.json");
const lock = JSON.parse(readFileSync(path, "utf8")) as { packages: Record<string, Entry> };
const missing = Object.entries(lock.packages).flatMap(([owner, { optionalDependencies = {} }]) =>
  Object.entries(optionalDependencies).filter(([name]) => !isThere(owner, name)),
);
for (const [name, version] of missing) lock.packages[`node_modules/${name}`] = entryOf(name, version);
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${missing.length} optional packages of other platforms added\n`);

function isThere(owner: string, name: string): boolean {
  const nested = owner === "" ? `node_modules/${name}` : `${owner}/node_modules/${name}`;
  return nested in lock.packages || `node_modules/${name}` in lock.packages;
}

/** A package's name gives its platform: `@next/swc-darwin-arm64`. */
function entryOf(name: string, version: string): Entry {
  if (!/^\d/.test(version)) throw new Error(`${name} is required as ${version}; pin one exact version`);
  const os = OS.exec(name)?.[1]?.replace("linuxmusl", "linux");
  const cpu = CPU.exec(name)?.[1] ?? (/arm-(?:gnu|musl)?eabi/.test(name) ? "arm" : undefined);
  if (!os && cpu !== "wasm32") throw new Error(`the name ${name} gives no platform`);
  return {
    version,
    optional: true,
    ...(os ? { os: [os] } : {}),
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(name.includes("musl") ? { libc: ["musl"] } : {}),
  };
}
