/** What a process can reach although it is another's; whoever takes over the process then has it too. */
export const OVERREACHES = ["signing-key", "database-passwords", "code"] as const;
export type Overreach = (typeof OVERREACHES)[number];

/** What each costs, as a sentence. */
export const OVERREACH_WORDS: Readonly<Record<Overreach, string>> = {
  "signing-key":
    "The server can read the key that signs the log. Whoever takes it over can sign another past; only witnesses would notice.",
  "database-passwords":
    "The server can read the passwords of every database role. Whoever takes it over can write log entries, leaves and checkpoints as the other processes do.",
  code: "The server can change its own code. Whoever takes it over decides what every process does after the next start.",
};
