import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(argon2);

/** OWASP's argon2id floor: 19 MiB, two passes, one lane. */
const CURRENT = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
const SALT_BYTES = 16;

/** A password's argon2id hash with its parameters: `$argon2id$m=…,t=…,p=…$salt$hash` in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(SALT_BYTES);
  const tag = await derive("argon2id", { ...CURRENT, message: normalised(password), nonce });
  const { memory, passes, parallelism } = CURRENT;
  return `$argon2id$m=${memory},t=${passes},p=${parallelism}$${nonce.toString("base64url")}$${tag.toString("base64url")}`;
}

/** Whether the hash is below today's cost. Then it is replaced when its password is next given. */
export function hashIsOutdated(stored: string): boolean {
  const [, memory, passes] = /^\$argon2id\$m=(\d+),t=(\d+),p=\d+\$/.exec(stored) ?? [];
  return Number(memory) < CURRENT.memory || Number(passes) < CURRENT.passes;
}

/** Whether the password matches. Takes as long where none is stored: an unknown account, or one without a password. */
export async function passwordMatches(password: string, kept: string | null): Promise<boolean> {
  const stored = kept ?? UNKNOWN_ACCOUNT_HASH;
  const parts = /^\$argon2id\$m=(\d+),t=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(stored);
  if (!parts) throw new Error("a stored password hash is not argon2id");
  const [, memory, passes, parallelism, salt, hash] = parts as unknown as string[];
  const expected = Buffer.from(hash!, "base64url");
  const tag = await derive("argon2id", {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
    message: normalised(password),
    nonce: Buffer.from(salt!, "base64url"),
  });
  return timingSafeEqual(tag, expected) && kept !== null;
}

/** A hash without a known password, to spend the same time on an account that does not exist. */
export const UNKNOWN_ACCOUNT_HASH = `$argon2id$m=${CURRENT.memory},t=${CURRENT.passes},p=${CURRENT.parallelism}$${"A".repeat(22)}$${"A".repeat(43)}`;

const normalised = (password: string): Buffer => Buffer.from(password.normalize("NFKC"), "utf8");
