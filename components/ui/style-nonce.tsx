"use client";
import { useEffect } from "react";

declare global {
  /** Where libraries look for the nonce of the style elements they write: dialogs keep the page behind from scrolling. */
  var __webpack_nonce__: string | undefined;
}

/** Lets them have the nonce this document came with; the policy allows no style element without it. */
export function StyleNonce() {
  useEffect(() => {
    const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
    if (nonce) globalThis.__webpack_nonce__ = nonce;
  }, []);
  return null;
}
