import { hkdfSync } from "node:crypto";

/** The key of one person's drafts in a browser (base64). Derived again for each page; stored nowhere. */
export const draftKeyOf = (secret: string, personId: string): string =>
  Buffer.from(hkdfSync("sha256", secret, personId, "countersign drafts in a browser v1", 32)).toString(
    "base64",
  );
