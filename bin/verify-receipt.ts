import { z } from "zod";
import { err, ok, type Result } from "#lib/kernel/result.ts";
import { type NoteKey, parseNoteKey } from "#lib/merkle/note.ts";
import { checkReceipt, parseReceipt, type ReceiptStep } from "#lib/merkle/receipt.ts";
import { saidBy } from "#lib/overview/events.ts";

const receiptFile = z.object({ entry: z.string(), proof: z.string() });
const entryText = z.object({
  action: z.string(),
  occurred_at: z.string(),
  actor: z.object({ type: z.string(), id: z.string() }),
  data: z.unknown(),
});

/** What a verified receipt allows. */
type Deployment = {
  readonly pointer: string;
  readonly artifact: string;
  readonly release: number;
  readonly round: number;
  readonly at: string;
  readonly by: string;
};

type Verified = Result<Deployment, string>;

/**
 * Checks the receipt of an allowed deployment offline: the log that this key signs has the entry, and the entry allows
 * what is expected. The error is a sentence.
 */
export function verifyReceipt(
  text: string,
  { vkey, expected }: { readonly vkey: string; readonly expected: Partial<Deployment> },
): Verified {
  const file = receiptFile.safeParse(parsedJson(text));
  if (!file.success) return err("It is no receipt: it needs an entry and a proof.");
  const receipt = parseReceipt(file.data.proof);
  if (!receipt.ok) return err(receipt.error);
  const key = parseNoteKey(vkey);
  if (key === null) return err("The key cannot be read.");
  return ofEntry(file.data.entry, checked(file.data.entry, receipt.value, key), expected);
}

const checked = (entry: string, receipt: Parameters<typeof checkReceipt>[1], key: NoteKey) =>
  checkReceipt(new TextEncoder().encode(entry), receipt, [key]);

function ofEntry(text: string, steps: readonly ReceiptStep[], expected: Partial<Deployment>): Verified {
  const failed = steps.find(({ holds }) => !holds);
  if (failed) return err(`The proof does not hold at its ${failed.step}: ${failed.found}.`);
  const entry = entryText.safeParse(parsedJson(text));
  const said = entry.success ? saidBy(entry.data.action, entry.data.data) : null;
  if (!entry.success || said?.type !== "deployment.allowed")
    return err("The entry is in the log, but allows no deployment.");
  const { pointer, artifact, release, round } = said.data;
  const { occurred_at: at, actor } = entry.data;
  const deployment = { pointer, artifact, release, round, at, by: `${actor.type} ${actor.id}` };
  for (const name of ["pointer", "artifact"] as const)
    if (expected[name] !== undefined && expected[name] !== deployment[name])
      return err(`It allows the ${name} ${deployment[name]}, not ${expected[name]}.`);
  return ok(deployment);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
