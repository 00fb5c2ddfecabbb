import { fromBase64, toBase64 } from "#lib/kernel/base64.ts";

export type KeptDraft = { readonly savedAt: string; readonly value: unknown };

/** Unfinished work of one person in this browser. */
export type DraftBox = {
  read(name: string): Promise<KeptDraft | null>;
  /** The draft saved last among those whose name starts so. */
  newest(start: string): Promise<KeptDraft | null>;
  /** Answers when it was saved; null where this browser cannot keep it, or a later call overtook this one. */
  keep(name: string, value: unknown): Promise<string | null>;
  forget(name: string): void;
  /** Calls back when another tab keeps or forgets the draft. Returns how to stop. */
  onChange(name: string, heard: () => void): () => void;
};

/** The server derives `key` for the signed-in person, so whoever uses the browser next finds only ciphertext. */
export type DraftOwner = { readonly id: string; readonly key: string };

const NONCE_BYTES = 12;

export function draftBox(owner: DraftOwner): DraftBox {
  const start = `countersign.draft.1.${owner.id}.`;
  const key = importKey(owner.key);
  const turns = new Map<string, number>();
  /** Each change of a draft takes a turn; work that was overtaken is dropped. */
  const turnOf = (name: string): (() => boolean) => {
    const turn = (turns.get(name) ?? 0) + 1;
    turns.set(name, turn);
    return () => turns.get(name) === turn;
  };
  const read = async (name: string): Promise<KeptDraft | null> => {
    const sealed = quietly(() => localStorage.getItem(start + name));
    return sealed ? open(await key, sealed, start + name) : null;
  };
  return {
    read,
    async newest(nameStart) {
      const names = quietly(() => Object.keys(localStorage)) ?? [];
      const own = names.filter((name) => name.startsWith(start + nameStart));
      const drafts = await Promise.all(own.map((name) => read(name.slice(start.length))));
      const [latest] = drafts.filter((draft) => draft !== null).sort(byNewest);
      return latest ?? null;
    },
    async keep(name, value) {
      const current = turnOf(name);
      const savedAt = new Date().toISOString();
      const sealed = await seal(await key, JSON.stringify({ savedAt, value }), start + name);
      if (sealed === null || !current()) return null;
      return quietly(() => {
        localStorage.setItem(start + name, sealed);
        return savedAt;
      });
    },
    forget(name) {
      turnOf(name);
      quietly(() => localStorage.removeItem(start + name));
    },
    onChange(name, heard) {
      const listener = (event: StorageEvent) => {
        if (event.key === start + name) heard();
      };
      window.addEventListener("storage", listener);
      return () => window.removeEventListener("storage", listener);
    },
  };
}

const byNewest = (one: KeptDraft, other: KeptDraft): number => (one.savedAt < other.savedAt ? 1 : -1);

/** Storage may be blocked or full. */
function quietly<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** Null outside a secure context, where browsers have no cryptography. */
async function importKey(base64: string): Promise<CryptoKey | null> {
  const bytes = fromBase64(base64);
  if (!bytes || !globalThis.crypto?.subtle) return null;
  return crypto.subtle.importKey("raw", new Uint8Array(bytes), "AES-GCM", false, ["encrypt", "decrypt"]);
}

const encoded = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

async function seal(key: CryptoKey | null, text: string, about: string): Promise<string | null> {
  if (!key) return null;
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const cipher = { name: "AES-GCM", iv, additionalData: encoded(about) };
  const sealed = await crypto.subtle.encrypt(cipher, key, encoded(text));
  return `${toBase64(iv)}.${toBase64(new Uint8Array(sealed))}`;
}

async function open(key: CryptoKey | null, sealed: string, about: string): Promise<KeptDraft | null> {
  const [iv, bytes] = sealed.split(".").map(fromBase64);
  if (!key || !iv || !bytes) return null;
  const cipher = { name: "AES-GCM", iv: new Uint8Array(iv), additionalData: encoded(about) };
  const text = await crypto.subtle.decrypt(cipher, key, new Uint8Array(bytes)).catch(() => null);
  return text && (JSON.parse(new TextDecoder().decode(text)) as KeptDraft);
}
