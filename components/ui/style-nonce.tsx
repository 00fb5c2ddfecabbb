"use client";
import { useEffect } from "react";

declare global {
  /** Libraries read the nonce here for the style elements they write, as dialogs do to lock scrolling. */
  var __webpack_nonce__: string | undefined;
}

/** Publishes this document's nonce. The content security policy blocks style elements without it. */
export function StyleNonce() {
  useEffect(() => {
    const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
    if (nonce) globalThis.__webpack_nonce__ = nonce;
  }, []);
  return null;
}
