/** Who is behind an account or a mailbox: one of the adversary's people, or somebody who does nothing for them. */
export type Human = "ann" | "bob" | "honest";

export type Account = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Who reads what is mailed to its address. */
  readonly mailbox: Human;
  /** Who knows its password now. */
  hand: Human;
  sessionId: string | null;
};

/** A link on its way. Whoever gets it can redeem it: the issuer, or whoever reads the mailbox. */
export type OpenLink = { readonly linkId: string; readonly of: Account; readonly to: Human };
