/** Councils: who sits, when they work, and how they did. */
export const councilWords: Readonly<Record<string, string>> = {
  councilId: "Id of a council. In a policy's route, the council whose members sign.",
  councils: "The councils to which a policy can route a tier.",
  composition: "Who sits on a council and when it works.",
  "seats.members": "Who sits in the seat. In a composition, ids of people who hold its function.",
  "seats.alternates":
    "Who stands in once a member recused themselves or had a part in the release. In a composition, ids of people.",
  chair: "Id of the person who leads the council.",
  secretary: "Id of the person who keeps its minutes; null for none.",
  cadence:
    "When it meets, by the clocks of its calendar (1 is Monday); null where it has no regular sittings.",
  calendar: "The hours in which it works; its deadlines count these alone.",
  "calendar.days": "The days on which it works: 1 for Monday to 7 for Sunday.",
  "calendar.from": "When its hours begin, by the clocks of the zone.",
  "calendar.to": "When its hours end, by the clocks of the zone.",
  holidays: "Days on which it does not work, like `2026-12-24`.",
  escalation: "Ids of the people who are told last of a seat that is late.",
  deadlines: "After how many of the council's hours a late seat is told of; left out, nobody is told.",
  remind: "Hours after which the members are reminded.",
  "deadlines.alternates":
    "Hours after which the alternates and the chair are told; the alternates may sign from then on.",
  escalate: "Hours after which the escalation group is told.",
  "waiting.late": "What was done last of your seat, where nobody signed it in time; null where nothing was.",
  step: "What was done about a late seat, or is due.",
  "waiting.since": "When that was due.",
  steps: "The steps about a seat that nobody signs in time.",
  takenAt: "When the step was taken; null where it was not.",
  escalated: "Whether a late seat went to the escalation group.",
  composed: "The composition that this signature put in force; null where it put none.",
  shortCouncils: "Councils with a seat that too few of their members can sign for now.",
  "items.members": "How many people sit on it.",
  "items.proposed": "Whether a change of it waits for signatures.",
  short:
    "Whether too few of its members can sign for it now. Of a council in a list, the seats of which that is true.",
  inTime: "How many of these signatures came within the review time.",
  medianHours:
    "Half of the seats were signed within so many of the council's own hours; null where none was.",
  "proposal.before": "The composition that it changes; null where it is the first.",
};
