import { z } from "zod";

/** An entry of the log as it was hashed, and its inclusion proof. */
export const deploymentReceiptView = z.object({
  entry: z.string(),
  /** A `.tlog-proof` (C2SP tlog-proof v1). */
  proof: z.string(),
});
