import { PASSWORD_LENGTH_MIN } from "#lib/access/password.ts";

/** Under the field of a new password. */
export const NEW_PASSWORD_HINT = `At least ${PASSWORD_LENGTH_MIN} characters. A few unrelated words work well. Common passwords and ones built from your name or this workspace's are refused.`;
