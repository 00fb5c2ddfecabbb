import type { CustomFetch } from "openid-client";
import { isPrivate } from "#lib/kernel/loopback.ts";

const ANSWER_BYTES_MAX = 256 * 1024;

/**
 * Sends a request to the provider. Its own metadata says where it takes codes and has its keys: nothing goes there in
 * clear, no redirect is followed, and its answers are bounded. The caller's signal bounds the time.
 */
export const askProvider: CustomFetch = async (url, { body, ...options }) => {
  if (!isPrivate(url))
    throw new Error(`the provider names ${url}, which is neither https nor on this machine`);
  const response = await fetch(url, {
    ...options,
    body: body instanceof Uint8Array ? new Uint8Array(body) : (body ?? null),
  });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES_MAX) throw new Error(`its answer has more than ${ANSWER_BYTES_MAX} bytes`);
    chunks.push(chunk);
  }
  const { status, headers } = response;
  return new Response(chunks.length > 0 ? Buffer.concat(chunks) : null, { status, headers });
};
