import { countOf, formatNumber } from "#components/ui/format-number.ts";
import type { Answers } from "#lib/obligations/framework.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { answered, blank, waiting } from "./say.ts";

type Planned = Pick<ReleasePageView, "number" | "sections" | "sectionDigests" | "rounds" | "events">;
type InPlan =
  | "oversight"
  | "foreseen-changes"
  | "rollout"
  | "rollback"
  | "way-back"
  | "thresholds"
  | "watch"
  | "drift"
  | "retirement"
  | "declaration"
  | "validity";

/** What the signed plan holds, and what no plan here does. */
export function planAnswers({ number, sections, sectionDigests }: Planned): Pick<Answers, InPlan> {
  const { plan, target, policy } = sections;
  const more = {
    digest: sectionDigests.plan,
    place: { label: "See the plan", href: `/releases/${number}?tab=plan` },
  };
  const back = plan.guardrails.filter(({ onFail }) => onFail === "roll-back").length;
  const first = plan.stages.find(({ kind }) => kind !== "shadow")?.trafficPercent ?? 0;
  const edit = { label: "Edit the plan", href: `/releases/${number}/edit` };
  const stages = countOf(plan.stages.length, "stage");
  return {
    oversight: answered("Whoever is on duty halts it or takes it back at any time", more),
    "foreseen-changes": blank("No changes were approved in advance."),
    rollout: answered(`${stages}, the first with ${formatNumber(first)} % of traffic`, more),
    rollback:
      back > 0
        ? answered(
            `${back} of ${countOf(plan.guardrails.length, "guardrail")} take it back by themselves`,
            more,
          )
        : blank("No guardrail takes it back by itself.", edit),
    "way-back": target.base
      ? answered(`v${target.base.version}, by its digest`, { digest: target.base.digest })
      : waiting("Nothing was live before it: there is no version to return to."),
    thresholds: answered(`${countOf(plan.guardrails.length, "limit")}, fixed in the signed plan`, more),
    watch: blank("No plan for watching it once the rollout is over."),
    drift: blank("Its inputs are not compared with its training data."),
    retirement: blank("Nothing says when and how it is retired."),
    declaration: blank("No declaration of conformity is on file."),
    validity: answered(`The approval ends ${countOf(policy.validDays, "day")} after it is given`, {
      digest: sectionDigests.policy,
    }),
  };
}

/** What is on record without anybody's doing. */
export function recordAnswers({
  number,
  sections,
  rounds,
  events,
}: Planned): Pick<Answers, "changes" | "log" | "incidents" | "admission"> {
  const history = { label: "See the history", href: `/releases/${number}?tab=history` };
  return {
    changes: answered(`${countOf(rounds.length, "round")}, ${countOf(events.length, "event")} in the log`, {
      place: history,
    }),
    log: answered("A log that only grows, with proofs that hold offline", {
      place: { label: "See the log", href: "/audit" },
    }),
    incidents: answered("Each rollback opens an incident with an owner", {
      place: { label: "See incidents", href: "/incidents" },
    }),
    admission: waiting(
      `Pipelines can ask before they deploy ${sections.artifact.model}; whether they do is not on record.`,
    ),
  };
}
