import { parseAddCheckpoint } from "./add-checkpoint.ts";
import { type Checkpoint, openCheckpoint, parseCheckpoint, type TreeHead } from "./checkpoint.ts";
import { EMPTY_ROOT, type Hash, sameBytes } from "./hash.ts";
import { type NoteKey, parseNote } from "./note.ts";
import { verifyConsistency } from "./verify.ts";

/** A witness's answer by its status: to cosign the text, or why not (C2SP tlog-witness). */
export type WitnessAnswer =
  | { readonly status: 200; readonly checkpoint: Checkpoint; readonly text: string }
  | { readonly status: 409; readonly size: number }
  | { readonly status: 400 | 403 | 404 | 422; readonly why: string };

/** What a witness knows: the keys of the logs it follows, and the newest head it cosigned of each. */
export type Witnessing = {
  readonly logs: readonly NoteKey[];
  readonly seen: Readonly<Record<string, TreeHead>>;
};

const NOTHING_SEEN: TreeHead = { size: 0, root: EMPTY_ROOT };

/** Decides on the body of `add-checkpoint`. Nothing is cosigned that does not continue what was cosigned before. */
export function answerCheckpoint(body: string, { logs, seen }: Witnessing): WitnessAnswer {
  const request = parseAddCheckpoint(body);
  if (!request.ok) return refused(400, request.error);
  const { oldSize, proof } = request.value;
  const note = parseNote(request.value.checkpoint);
  if (!note.ok) return refused(400, `${note.error}.`);
  const claimed = parseCheckpoint(note.value.text);
  if (!claimed.ok) return refused(400, `${claimed.error}.`);
  const { origin, size } = claimed.value;
  const keys = logs.filter(({ name }) => name === origin);
  if (keys.length === 0) return refused(404, `This witness does not follow the log ${origin}.`);
  const signed = openCheckpoint(request.value.checkpoint, keys);
  if (!signed.ok) return refused(403, `${signed.error}.`);
  if (oldSize > size) return refused(400, `The old size ${oldSize} is larger than the new one, ${size}.`);
  const before = Object.hasOwn(seen, origin) ? seen[origin]! : NOTHING_SEEN;
  if (oldSize !== before.size) return { status: 409, size: before.size };
  if (oldSize === size && !sameBytes(before.root, signed.value.root))
    return { status: 409, size: before.size };
  if (!continues(before, signed.value, proof))
    return refused(422, `The ${size} leaves do not continue the ${before.size} cosigned before.`);
  return { status: 200, checkpoint: signed.value, text: note.value.text };
}

function continues(before: TreeHead, { size, root }: TreeHead, proof: readonly Hash[]): boolean {
  if (before.size === 0) return proof.length === 0;
  return verifyConsistency({
    fromSize: before.size,
    fromRoot: before.root,
    toSize: size,
    toRoot: root,
    proof,
  });
}

const refused = (status: 400 | 403 | 404 | 422, why: string): WitnessAnswer => ({ status, why });
