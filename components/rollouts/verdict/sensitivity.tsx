import { ItemList } from "#components/ui/item-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { toneColor } from "#components/ui/tone.ts";
import type { JudgedBy } from "#lib/rollouts/sensitivity.ts";
import { whatIfs } from "#lib/rollouts/sensitivity.ts";
import { overUnlabelled } from "#lib/rollouts/unlabelled.ts";
import type { ArmNames } from "../arm-names.ts";
import { evidenceLooks } from "../rollout-looks.ts";
import { verdictChange } from "../verdict-words.ts";
import type { Chosen } from "./chosen-guardrail.ts";
import { knownText, tippingSentence, variantText } from "./sensitivity-words.ts";
import { UnlabelledChart } from "./unlabelled-chart.tsx";

type SensitivityProps = { given: JudgedBy; chosen: Chosen; arms: ArmNames };

/** What would change the verdict: the outcomes that have not come, and each thing that could have been taken otherwise. */
export function Sensitivity({ given, chosen, arms }: SensitivityProps) {
  const { guardrail, metric, verdict } = chosen;
  if (!metric || guardrail.rule.kind !== "sequential") return null;
  const unlabelled = overUnlabelled(metric, verdict);
  return (
    <Sheet title="What would change it" provenance="judged again in your browser">
      <div className="grid gap-x-6 gap-y-4 md:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-3">
          <p className="text-sm font-semibold">
            {unlabelled ? tippingSentence(metric, chosen, unlabelled, arms) : knownText(chosen)}
          </p>
          {unlabelled && <UnlabelledChart metric={metric} chosen={chosen} unlabelled={unlabelled} />}
        </div>
        <ItemList
          items={whatIfs(given, guardrail).map((variant) => {
            const look = evidenceLooks[variant.verdict.state];
            const { title, detail } = variantText(variant, given, chosen);
            const margin = variant.given.stage.advanceMargins?.[guardrail.id];
            const { interval } = verdictChange(metric, guardrail.rule, margin, variant.verdict);
            return {
              key: variant.what,
              title,
              detail,
              tone: look.tone,
              icon: look.icon,
              trailing: (
                <span className="text-right tabular-nums">
                  <span className="block font-medium" style={{ color: toneColor[look.tone] }}>
                    {look.word}
                  </span>
                  {interval ?? "no interval"}
                </span>
              ),
            };
          })}
        />
      </div>
    </Sheet>
  );
}
