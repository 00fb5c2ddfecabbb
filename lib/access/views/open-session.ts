import { z } from "zod";

/** A valid session. */
export const openSession = z.object({
  id: z.string(),
  /** "Firefox on Linux", from the user agent. */
  device: z.string(),
  address: z.string(),
  signedInAt: z.string(),
  lastSeenAt: z.string(),
  /** When it ends even if it stays in use. */
  expiresAt: z.string(),
  /** How the person proved who they are. */
  method: z.enum(["password", "provider", "webauthn", "totp", "recovery"]),
  /** The password was right but the second factor is missing; until then the session can do nothing else. */
  lacks: z.enum(["give", "enrol"]).nullable(),
  /** Whether it is the session of this request. */
  current: z.boolean(),
});
export type OpenSession = z.infer<typeof openSession>;
