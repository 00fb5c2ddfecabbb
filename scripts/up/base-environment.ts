const KEPT = ["PATH", "HOME", "LANG", "LC_ALL", "TZ", "TERM", "NODE_OPTIONS", "LOG_LEVEL"];

/** What every process gets of the start's environment: none of its secrets, such as the database owner's password. */
export function baseEnvironment(): NodeJS.ProcessEnv {
  const kept = KEPT.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
  return Object.fromEntries(kept) as NodeJS.ProcessEnv;
}
