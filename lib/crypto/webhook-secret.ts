import { hkdfSync, randomBytes } from "node:crypto";

const BYTES = 32;

export const newWebhookSalt = (): Uint8Array<ArrayBuffer> => new Uint8Array(randomBytes(BYTES));

/**
 * A webhook's secret. It follows from the salt in its row and from a key that is in no database, so it is stored nowhere
 * and whoever reads the database can sign nothing.
 */
export const webhookSecret = (salt: Uint8Array, key: string): string =>
  `whsec_${Buffer.from(hkdfSync("sha256", key, salt, "countersign webhook secrets v1", BYTES)).toString("base64")}`;
