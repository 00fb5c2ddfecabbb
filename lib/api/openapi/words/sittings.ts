/** Sittings of councils: agenda, attendance, minutes. */
export const sittingWords: Readonly<Record<string, string>> = {
  sittingId: "Id of a sitting of a council.",
  sitting:
    "A sitting of a council: its id, or with its number and council. Of an event, the one in which it happened; null for none.",
  addable:
    "What waits for the council and is not on the agenda, the most urgent first; none where you cannot add it now.",
  item: "Id of an item of a sitting's agenda; left out, the sitting as a whole.",
  "items.item": "Id of an item that is on the agenda already; left out for a new one.",
  "items.kind": "What seats sign: a release, a waiver, an envelope, or a proposal.",
  "items.subject": "Id of what is signed.",
  "items.minutes": "How long the timer gives it. The timer decides nothing.",
  attendance: "Who came, who is excused, who is absent.",
  person: "Id of a member, an alternate, the chair or the secretary of the council.",
  presence: "Present, excused or absent.",
  shown:
    "What you were shown: the outcome of an item, or the ids of the items to come in their order. Where that is another by now, nothing is recorded.",
  outcome: "Where the sign-off was when the item was recorded. It follows from the signatures that count.",
  votes:
    "The signatures that counted, every one of a seat that several sign. A page adds what a seat still waits for.",
  "votes.signerId": "Who signed; null where the seat waits for a signature.",
  written: "Signed before the item was called: a vote in writing.",
  open: "The seats that nobody has met.",
  opened: "When it was opened, and by whom; null while it is planned.",
  nextAt: "When the council sits next by its cadence; null where it has none.",
  stands: "Whether they stand in for the members of the seat.",
  result: "What the outcome is: approved, held, objected, waiting, changed or ended.",
  minutes: "Minutes of an item; in a sitting, its minutes and each addendum, as they are signed.",
  amends: "Whether it is an addendum to minutes that were signed before.",
  note: "Id of what was written into the minutes.",
  signatures: "How many signatures one factor each is enough for.",
  unheard: "The seats of the council that neither came nor signed in writing.",
  absent: "The seats of the council that too few came for.",
  vouchedUntil: "Until when one factor is enough for each of your signatures; null where all are needed.",
  entries: "The minutes, in order of time.",
  nth: "The item it belongs to, counted from 1; null for none.",
  whyNotRun: "Why you cannot run it; null where you can.",
};
