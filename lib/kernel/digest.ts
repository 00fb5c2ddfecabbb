import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { canonicalBytes } from "./canonical-json.ts";

/** A SHA-256 written as `sha256:<64 hex digits>`. */
export type Digest = `sha256:${string}`;

export const DIGEST_PATTERN = /^sha256:[0-9a-f]{64}$/;

export const digestOfBytes = (bytes: Uint8Array): Digest => `sha256:${bytesToHex(sha256(bytes))}`;

/** SHA-256 over the RFC 8785 canonical form of a JSON value. */
export const digestOfJson = (value: unknown): Digest => digestOfBytes(canonicalBytes(value));
