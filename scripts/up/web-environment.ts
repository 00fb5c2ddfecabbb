/** What an operator may set for the server in the environment of the start. */
const PASSED_ON = [
  "TRUST_PROXY",
  "ARTIFACT_QUOTA_GB",
  "TELEMETRY_ROWS_A_MINUTE",
  "WEBHOOKS_PRIVATE",
  "OIDC_ISSUER",
  "OIDC_CLIENT_ID",
  "OIDC_CLIENT_SECRET",
  "OIDC_NAME",
] as const;

/** The server's whole environment: the start's own settings, and what the operator set. */
export function webEnvironment(
  operator: Readonly<Record<string, string | undefined>>,
  own: Readonly<Record<string, string>>,
): Record<string, string> {
  const passedOn = PASSED_ON.flatMap((name) => (operator[name] ? [[name, operator[name]]] : []));
  return { ...own, ...(Object.fromEntries(passedOn) as Record<string, string>) };
}
