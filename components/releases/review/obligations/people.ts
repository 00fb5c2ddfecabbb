import { capital } from "#components/ui/capital.ts";
import { countOf } from "#components/ui/format-number.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { listed } from "#lib/kernel/listed.ts";
import type { Answer, Answers } from "#lib/obligations/framework.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { answered, blank, waiting } from "./say.ts";

type Judged = Pick<
  ReleasePageView,
  "number" | "sections" | "council" | "challenges" | "independence" | "tier" | "sectionDigests"
>;
type ByPeople =
  | "roles"
  | "independence"
  | "objections"
  | "challenge"
  | "go-no-go"
  | "security"
  | "validation"
  | "risk"
  | "tier"
  | "modification";

/** What people have to sign or judge, and whether they have. */
export function peopleAnswers(release: Judged): Pick<Answers, ByPeople> {
  const { sections, council, independence, sectionDigests } = release;
  const { seats, met } = council;
  const history = { label: "See who signed", href: `/releases/${release.number}?tab=history` };
  const objections = seats.flatMap(({ verdicts }) =>
    verdicts.filter(({ decision }) => decision === "reject" || decision === "request-changes"),
  );
  const { is, because } = sections.case.substantialModification;
  const model = { label: "See its questionnaire", href: `/models/${sections.target.model}` };
  return {
    roles: answered(
      `${sections.policy.council}: ${listed(seats.map((one) => functionLabels[one.function]))}`,
      {
        digest: sectionDigests.policy,
      },
    ),
    independence: independence.apart
      ? answered(`${countOf(independence.signers, "signer")}, none dependent on another`, { place: history })
      : waiting("Two of those who signed depend on one another.", { place: history }),
    objections: answered(
      objections.length === 0
        ? "Whoever signs can object; nobody has"
        : `${countOf(objections.length, "objection")} on record`,
      { place: history },
    ),
    challenge: challenged(release),
    "go-no-go": council.approved
      ? answered(`Approved by ${countOf(met, "seat")}`, { place: history })
      : waiting(`${met} of ${countOf(seats.length, "seat")} met`, { place: history }),
    security: signedBy(release, "security", "Security of the system"),
    validation: validated(release),
    risk: signedBy(release, "compliance", "The case and its risks"),
    tier: answered(`${capital(release.tier)} tier, which chose the seats`, {
      place: model,
    }),
    modification: answered(`${is ? "Substantial" : "Not substantial"}: ${because}`, {
      digest: sectionDigests.case,
    }),
  };
}

function challenged({ challenges, number }: Judged): Answer {
  const place = { label: "See the discussion", href: `/releases/${number}?tab=discussion` };
  if (challenges === null) return blank("The policy asks for no challenge.");
  if (challenges.standing > 0)
    return waiting(`${countOf(challenges.standing, "challenge")} without an accepted answer`, { place });
  return challenges.settled > 0
    ? answered(`${countOf(challenges.settled, "challenge")}, answered and accepted`, { place })
    : waiting("Nobody has challenged it yet.", { place });
}

function signedBy({ council, sectionDigests, number }: Judged, name: BusinessFunction, what: string): Answer {
  const seat = council.seats.find((one) => one.function === name);
  const place = { label: "See who signed", href: `/releases/${number}?tab=history` };
  if (!seat) return blank(`The policy asks for no seat of ${functionLabels[name]}.`);
  return seat.state === "met"
    ? answered(`${what}, signed by ${functionLabels[name]}`, { digest: sectionDigests.case, place })
    : waiting(`${what}: ${functionLabels[name]} has not signed.`, { place });
}

function validated(release: Judged): Answer {
  const { reports } = release.sections.evidence;
  const place = { label: "See the evaluation", href: `/releases/${release.number}?tab=evaluation` };
  if (reports.length === 0) return blank("No signed report measures this version.");
  const seat = release.council.seats.find((one) => one.function === "data-science");
  const says = `${countOf(reports.length, "report")}, bound to these bits`;
  return seat === undefined || seat.state === "met"
    ? answered(says, { digest: reports[0]!.digest, place })
    : waiting(`${says}; ${functionLabels["data-science"]} has not signed.`, {
        digest: reports[0]!.digest,
        place,
      });
}
