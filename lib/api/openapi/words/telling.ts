/** What people are told. */
export const tellingWords: Readonly<Record<string, string>> = {
  messages: "The ids of your messages; all of them where left out.",
  marked: "How many messages changed.",
  "undefined.as": "What to mark them as.",
  sentence: "Why it is yours.",
  unread: "Whether you have not read it; in counts, how many; as a filter, `yes` for those alone.",
  done: "Whether it is done: marked so, or what it asked for is settled.",
  urgent: "Whether it cannot wait.",
  toldAt: "When you were told.",
  show: "Open messages, or those that are done.",
  "undefined.counts": "How many of your messages are open, whatever is filtered.",
  "counts.open": "How many are open.",
  "counts.overdue": "How many are overdue.",
  "kinds.count": "How many of the kind are open.",
  kinds: "The kinds of message, with how many of each.",
};
