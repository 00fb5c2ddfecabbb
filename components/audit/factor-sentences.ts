type Data = Readonly<Record<string, unknown>>;

const FACTORS: Readonly<Record<string, string>> = {
  webauthn: "a passkey",
  totp: "an authenticator app",
  recovery: "a recovery code",
};

export const factorOf = (word: unknown): string =>
  (typeof word === "string" && Object.hasOwn(FACTORS, word) && FACTORS[word]) || "a second factor";

/** What was done about somebody's second factor, after the name of who did it. */
export const factorSentences: Readonly<Record<string, (data: Data, whom: string) => string>> = {
  "factor.enrolled": (data) => `added ${factorOf(data["kind"])} to their account`,
  "factor.renamed": (data) => `renamed ${factorOf(data["kind"])} of theirs`,
  "factor.removed": (data) => `removed ${factorOf(data["kind"])} from their account`,
  "factor.reset": (_, whom) => `reset the second factor of ${whom}`,
  "factor-rule.set": (data) =>
    data["rule"] === "required" ? "asked everybody for a second factor" : "made the second factor an offer",
  "recovery.renewed": () => "made new recovery codes",
};
