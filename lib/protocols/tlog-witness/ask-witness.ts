import { boundedBody } from "#lib/http/bounded-answer.ts";
import { type AddCheckpoint, formatAddCheckpoint } from "#lib/merkle/add-checkpoint.ts";
import { parseTreeSize } from "#lib/merkle/checkpoint.ts";
import { cosignaturesBy } from "#lib/merkle/cosignature.ts";
import { formatSignatureLine, parseNote } from "#lib/merkle/note.ts";
import type { WitnessAddress } from "./witness-address.ts";

/** What a witness answered to a checkpoint. */
export type Asked =
  | { readonly kind: "cosigned"; readonly line: string; readonly at: Date }
  /** It cosigned this many leaves last. */
  | { readonly kind: "stale"; readonly size: number }
  /** The checkpoint contradicts what it cosigned. */
  | { readonly kind: "contradicted"; readonly why: string }
  | { readonly kind: "failed"; readonly why: string };

const SECONDS_MAX = 5;
const ANSWER_BYTES_MAX = 16 * 1024;
/** A cosignature is as old as its answer: more than the difference of two clocks is an old one sent again. */
const CLOCKS_APART_MS_MAX = 10 * 60 * 1000;

/** Asks a witness to cosign a checkpoint (C2SP tlog-witness) and verifies its answer. Never throws. */
export async function askWitness(
  { url, key }: WitnessAddress,
  request: AddCheckpoint,
  now: () => Date,
): Promise<Asked> {
  const answered = await post(url, formatAddCheckpoint(request)).catch((error: unknown) => whyAway(error));
  if (typeof answered === "string") return { kind: "failed", why: answered };
  const { status, body } = answered;
  if (status === 200) return readCosignature(key, request.checkpoint, body, now());
  const size = status === 409 ? parseTreeSize(body.trim()) : null;
  if (size !== null) return { kind: "stale", size };
  if (status === 422) return { kind: "contradicted", why: saidBy(body) };
  return { kind: "failed", why: `answered ${status}: ${saidBy(body)}` };
}

async function post(url: string, body: string): Promise<{ status: number; body: string }> {
  const response = await fetch(`${url.replace(/\/$/, "")}/add-checkpoint`, {
    method: "POST",
    headers: { "content-type": "text/plain; charset=utf-8" },
    body,
    redirect: "error",
    signal: AbortSignal.timeout(SECONDS_MAX * 1000),
  });
  const answered = await boundedBody(response, ANSWER_BYTES_MAX);
  return { status: response.status, body: answered.toString("utf8") };
}

function readCosignature(key: WitnessAddress["key"], checkpoint: string, lines: string, now: Date): Asked {
  const failed = (why: string): Asked => ({ kind: "failed", why });
  const note = parseNote(`${checkpoint}${lines}`);
  if (!note.ok) return failed("its answer is not a list of signatures");
  const [cosignature, ...more] = cosignaturesBy(key, note.value);
  if (!cosignature) return failed("its answer has no signature by its key");
  if (more.length > 0 || !cosignature.holds) return failed("its signature does not match the checkpoint");
  const at = new Date(cosignature.seconds * 1000);
  const apartMs = Math.abs(at.getTime() - now.getTime());
  if (!(apartMs <= CLOCKS_APART_MS_MAX))
    return failed(`its signature is dated ${Math.round(apartMs / 60_000)} minutes from now`);
  return { kind: "cosigned", line: formatSignatureLine(cosignature.line), at };
}

function whyAway(error: unknown): string {
  if (!(error instanceof Error)) return "cannot be reached";
  if (error.name === "TimeoutError") return `did not answer within ${SECONDS_MAX} s`;
  return `cannot be reached: ${error.cause instanceof Error ? error.cause.message : error.message}`;
}

/** The first line of an answer, as short as a log line. */
const saidBy = (body: string): string =>
  (body.split("\n")[0] ?? "").replace(/[^\x20-\x7e]/g, "?").slice(0, 200);
