import { z } from "zod";

/** A session that would be let in now. */
export const openSession = z.object({
  id: z.string(),
  /** "Firefox on Linux", as the browser says of itself. */
  device: z.string(),
  address: z.string(),
  signedInAt: z.string(),
  lastSeenAt: z.string(),
  /** When it ends, however much it is used. */
  expiresAt: z.string(),
  /** How they showed who they are. */
  method: z.enum(["password", "webauthn", "totp", "recovery"]),
  /** Somebody knows the password and gave no second factor; the session is good for nothing until they do. */
  lacks: z.enum(["give", "enrol"]).nullable(),
  /** Is it the one that asks? */
  current: z.boolean(),
});
export type OpenSession = z.infer<typeof openSession>;
