/**
 * The stream that lists every release of a digest, whichever model or version has it. Its head proves that no earlier one
 * was left out.
 */
export const offersStream = (workspaceId: string, digest: string): string =>
  `offers/${workspaceId}/${digest}`;
