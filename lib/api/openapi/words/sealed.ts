/** Sealed verdicts. */
export const sealedWords: Readonly<Record<string, string>> = {
  "routes.sealed":
    "Whether everybody gives a sealed verdict first, and after how many hours they are revealed at the latest; left out, verdicts are open from the start.",
  "sealed.hours": "After how many hours of the round they are revealed, also where a seat has given none.",
  sealed: "The sealed verdicts of the round; null where the policy asks for none.",
  "sealed.phase": "Whether they are sealed, revealed, or not needed since every seat has signed.",
  "sealed.revealAt": "When they are revealed at the latest.",
  "sealed.revealedAt": "When they were revealed; null before.",
  "seats.heard": "Whether enough people were heard for the seat in this round.",
  "seats.given": "Who gave a sealed verdict for the seat.",
  "given.signerId": "Who gave it.",
  "given.givenAt": "When it was given.",
  "given.said": "What it said; null before the reveal, and where it could not be opened.",
  "said.conditions": "The conditions it stated; absent where it stated none.",
  "given.now": "What its giver signed since in this round; null before they did.",
  "now.changed": "Whether that differs from what was sealed.",
  "waiting.sealed": "Whether a sealed verdict is asked for, which is signed after the reveal.",
  sealedId: "Id of the sealed verdict.",
};
