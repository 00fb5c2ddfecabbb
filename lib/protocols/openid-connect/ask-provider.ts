import type { CustomFetch } from "openid-client";
import { boundedBody } from "#lib/http/bounded-answer.ts";
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
  const answered = await boundedBody(response, ANSWER_BYTES_MAX);
  const { status, headers } = response;
  return new Response(answered.length > 0 ? new Uint8Array(answered) : null, { status, headers });
};
