import { hashLeaf } from "#lib/merkle/hash.ts";
import { type StreamHead, streamKey } from "#lib/merkle/stream-head.ts";
import { changeHeads, mergePages, proveStream, rootOfPages } from "#lib/merkle/stream-map.ts";

/** The map of stream heads over entries in the order of the log, computed at once. */
export function mapOfEntries(entries: readonly { stream: string; text: string }[]) {
  const heads = new Map<string, StreamHead>();
  for (const { stream, text } of entries) {
    const key = streamKey(stream);
    const length = (heads.get(key)?.length ?? 0) + 1;
    heads.set(key, { key, length, last: hashLeaf(new TextEncoder().encode(text)) });
  }
  const pages = mergePages(new Map(), changeHeads(new Map(), heads));
  return { root: rootOfPages(pages), prove: (stream: string) => proveStream(pages, streamKey(stream)) };
}
