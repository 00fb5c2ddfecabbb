/** Re-reviews of what is live. */
export const reviewWords: Readonly<Record<string, string>> = {
  "routes.reReview":
    "After how many months what is live is reviewed again, and what follows where that is late; left out for no calendar.",
  review: "Number of the re-review; on a list, the re-review that it is about.",
  months: "After how many months what is live is reviewed again; null where the policy has no calendar.",
  overdue: "Whether it is past its due date. In a policy: what follows where it is.",
  ifOverdue:
    "What follows while it is overdue: people are told, widening holds, or no release starts either.",
  evidence: "Where the cause can be seen: an address, or the name of a report.",
  causes: "Why it is reviewed again; on a model, the causes that you can bring.",
  told: "Each cause with the words of whoever brought it.",
  shown: "What the log shows the cause by; null where a person brought it.",
  liveSince: "Since when the release has been live there.",
  nextDue: "The next day of its calendar; null where the policy has none.",
  whyNotRaise: "Why you cannot bring a cause; null where you can.",
};
