const OWN_WAY_IN = "changes how its caller comes in, and nobody else's authority";
const ENDS = "only takes access away, and nothing follows from a missing session, link or token";
const OF_A_ROLLOUT = "acts on a rollout; that one began would be the fault itself";
const OF_THE_SYSTEM = "of the system, without authority";
const SAID = "writes in a thread, from which no approval follows";
const HOLDS_UP =
  "only holds an approval up, on top of its seats; bin/checks/challenges-properties.test.ts plays it";
const OF_AN_INCIDENT = "writes to an incident, from which no approval follows";

const WITHOUT_GATES =
  "decides over gates, which the policies of these games have none of; attacks/waiver-races.test.ts plays it";
const NARROWS =
  "only narrows who takes a seat, where a policy routes to it, which those of these games do not";
const NO_STANDARD =
  "of the standard class, which the policies of these games do not open (`lib/releases/commands/standard-class.test.ts`)";
const OF_A_SITTING =
  "of a sitting, which writes down what was signed and approves nothing (`lib/releases/commands/sittings.test.ts`)";
const TELLS = "changes how its caller is told of things, from which nothing follows";
const TELLS_OUTSIDE = "tells other systems what the log says openly, from which nothing here follows";
const OF_LIVE =
  "of a re-review, which holds releases back and approves none (`lib/releases/commands/reviews.test.ts`)";
const OF_A_FREEZE = "ends a freeze, from which no approval follows (`attacks/loosened-freeze.test.ts`)";
const NOT_SEALED =
  "of sealed verdicts, which the policies of these games do not ask for, and fills no seat (`lib/releases/commands/seal-attacks.test.ts`)";
const NO_INCIDENT = "needs an open incident, which a game has none of (`attacks/emergencies.test.ts`)";

/** Every command that no move of a game plays, and why not. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  "change-password": OWN_WAY_IN,
  "rename-factor": OWN_WAY_IN,
  "renew-recovery": OWN_WAY_IN,
  "confirm-session": OWN_WAY_IN,
  "set-factor-rule": "asks for more or fewer factors; the adversary has those of its accounts",
  "close-session": ENDS,
  "end-session": ENDS,
  "end-sessions": ENDS,
  "revoke-link": ENDS,
  "revoke-token": ENDS,
  "report-link": OF_THE_SYSTEM,
  "report-notice": OF_THE_SYSTEM,
  "record-denial": OF_THE_SYSTEM,
  "read-audit": OF_THE_SYSTEM,
  "compare-log": OF_THE_SYSTEM,
  "recover-log": OF_THE_SYSTEM,
  "rotate-log": OF_THE_SYSTEM,
  "confirm-rollout": OF_A_ROLLOUT,
  "correct-outcome": OF_A_ROLLOUT,
  "halt-rollout": OF_A_ROLLOUT,
  "halt-unjudged-rollout": OF_A_ROLLOUT,
  "judge-rollout": OF_A_ROLLOUT,
  "pause-rollout": OF_A_ROLLOUT,
  "resume-rollout": OF_A_ROLLOUT,
  "roll-back-rollout": OF_A_ROLLOUT,
  "request-waiver": WITHOUT_GATES,
  "extend-waiver": WITHOUT_GATES,
  "sign-waiver": WITHOUT_GATES,
  "withdraw-waiver": WITHOUT_GATES,
  "raise-review": OF_LIVE,
  "schedule-review": OF_LIVE,
  "close-review": OF_LIVE,
  "sign-review": OF_LIVE,
  "propose-envelope": NO_STANDARD,
  "sign-envelope": NO_STANDARD,
  "revoke-envelope": NO_STANDARD,
  "open-finding": WITHOUT_GATES,
  "resolve-finding": WITHOUT_GATES,
  "accept-finding": WITHOUT_GATES,
  "allow-deployment":
    "decides nothing of its own: it records that the approval, derived as a start derives it, was asked for",
  "explain-release": "follows a rollback, so that one was out before",
  "remind-release": OF_THE_SYSTEM,
  "seal-verdict": NOT_SEALED,
  "reveal-verdict": NOT_SEALED,
  "propose-council": NARROWS,
  "sign-council": NARROWS,
  "withdraw-council": NARROWS,
  "amend-sitting": OF_A_SITTING,
  "arrange-sitting": OF_A_SITTING,
  "attend-sitting": OF_A_SITTING,
  "call-off-sitting": OF_A_SITTING,
  "close-sitting": OF_A_SITTING,
  "extend-sitting-item": OF_A_SITTING,
  "move-sitting": OF_A_SITTING,
  "note-sitting": OF_A_SITTING,
  "open-sitting": OF_A_SITTING,
  "plan-sitting": OF_A_SITTING,
  "postpone-sitting-item": OF_A_SITTING,
  "record-sitting-item": OF_A_SITTING,
  "sign-sitting": OF_A_SITTING,
  "start-sitting-item": OF_A_SITTING,
  "vouch-sitting":
    "leaves one factor where a signature takes two, for digests it names; the games' people have one (`lib/releases/commands/sittings.test.ts`)",
  "create-freeze": "only holds what would go out",
  "publish-template":
    "signs nothing and brings nothing into a release but what its author sends; whoever signs signs the plan",
  "switch-off-pointer": "only rolls back and holds what would go out",
  "ask-stop": "only holds what would go out",
  "confirm-stop": "only holds what would go out",
  "halt-stopped-rollout": "only holds what would go out",
  "propose-loosening": OF_A_FREEZE,
  "confirm-loosening": OF_A_FREEZE,
  "declare-emergency": NO_INCIDENT,
  "authorise-emergency": NO_INCIDENT,
  "return-pointer": "puts back what a council had approved; a game has one release that was live",
  "open-thread": SAID,
  "reply-thread": SAID,
  "edit-thread": SAID,
  "resolve-thread": SAID,
  "reopen-thread": SAID,
  "raise-challenge": HOLDS_UP,
  "answer-challenge": HOLDS_UP,
  "judge-challenge": HOLDS_UP,
  "set-notification": TELLS,
  "stop-notification": TELLS,
  "resend-mail": TELLS,
  "issue-feed": TELLS,
  "revoke-feed": TELLS,
  "create-webhook": TELLS_OUTSIDE,
  "change-webhook": TELLS_OUTSIDE,
  "rotate-webhook-secret": TELLS_OUTSIDE,
  "remove-webhook": TELLS_OUTSIDE,
  "resend-webhook": TELLS_OUTSIDE,
  "disable-webhook": TELLS_OUTSIDE,
  "open-incident": OF_AN_INCIDENT,
  "close-incident": OF_AN_INCIDENT,
  "explain-incident": OF_AN_INCIDENT,
  "note-incident": OF_AN_INCIDENT,
  "assess-incident": OF_AN_INCIDENT,
  "tick-step": OF_AN_INCIDENT,
  "add-learning": OF_AN_INCIDENT,
  "settle-learning": OF_AN_INCIDENT,
};
