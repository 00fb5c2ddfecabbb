"use client";

import { CircleX, ListChecks, type LucideIcon, PenLine, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { Fragment, type ReactNode, useId, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { useHotkeys } from "#components/ui/hotkeys.ts";
import { announce } from "#components/ui/live-region.tsx";
import { SaidText, saidText } from "#components/ui/said.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import { WayOut } from "#components/ui/way-out.tsx";
import { WhyNotNote } from "#components/ui/why-not.tsx";
import type { VerdictDecision } from "#lib/councils/signature.ts";
import { listed } from "#lib/kernel/listed.ts";
import {
  type DecisionView,
  type NextStep,
  offerLabel,
  type SignedSection,
  type SigningInput,
  type SigningSeat,
  type VerdictOffer,
} from "./decision.ts";
import { NextSteps, type StepInput } from "./next-steps.tsx";
import { SigningDialog } from "./signing-dialog.tsx";

type YourDecisionProps<D extends VerdictDecision> = {
  decision: DecisionView<D>;
  steps: readonly NextStep[];
  /** What else they can do beside their verdict: step out of it, go to what waits next. */
  aside?: ReactNode;
  sign: Submit<SigningInput<D>>;
  take: Submit<StepInput>;
};

/**
 * What the reader can do, for the `pinned` place of `WithRail`. The keys `a`, `c`, `r` and `x` open the dialog of an act;
 * no key signs.
 */
export function YourDecision<D extends VerdictDecision>({
  decision,
  steps,
  aside,
  sign,
  take,
}: YourDecisionProps<D>) {
  return (
    <Sheet title="Your decision" className="max-lg:rounded-none max-lg:border-0 max-lg:[&>header]:sr-only">
      {decision.kind === "sign" ? (
        <Signing key={saidText(decision.seat.already ?? [])} decision={decision} sign={sign} />
      ) : (
        <Standing kind={decision.kind}>
          {decision.text} <WayOut place={decision.place} />
        </Standing>
      )}
      {steps.length > 0 && (
        <div className="mt-3">
          <NextSteps steps={steps} take={take} />
        </div>
      )}
      <div className="mt-3 flex flex-col gap-3 border-line border-t pt-3 empty:hidden">{aside}</div>
    </Sheet>
  );
}

type SigningProps<D extends VerdictDecision> = {
  decision: Extract<DecisionView<D>, { kind: "sign" }>;
  sign: Submit<SigningInput<D>>;
};

function Signing<D extends VerdictDecision>({ decision, sign }: SigningProps<D>) {
  const router = useRouter();
  const [chosen, setChosen] = useState<VerdictOffer<D> | null>(null);
  const { seat } = decision;
  const [rethinking, setRethinking] = useState(false);
  const offered = seat.already === undefined || rethinking;
  const possible = (label: string) => {
    const offer = seat.offers.find((each) => offerLabel(each) === label && each.whyNot === undefined);
    return offered && offer ? () => setChosen(offer) : undefined;
  };
  useHotkeys({
    a: possible("Approve"),
    c: possible("Approve with conditions"),
    r: possible("Request changes"),
    x: possible("Reject"),
  });
  return (
    <>
      {offered ? (
        <Offers seat={seat} sealed={decision.sealed ?? false} onChoose={setChosen} />
      ) : (
        <>
          <Standing kind="done">
            <SaidText said={seat.already ?? []} />
          </Standing>
          <Button variant="quiet" className="mt-2" onClick={() => setRethinking(true)}>
            {decision.sealed ? "Give another sealed verdict" : "Change my verdict"}
          </Button>
        </>
      )}
      <SigningDialog
        offer={chosen}
        seat={seat}
        subject={decision.subject}
        concerns={decision.concerns}
        round={decision.round}
        subjectDigest={decision.subjectDigest}
        printedName={decision.printedName}
        means={decision.means}
        sealed={decision.sealed}
        submit={sign}
        onClose={() => setChosen(null)}
        onSigned={(offer) => {
          setChosen(null);
          announce(
            decision.sealed
              ? `Sealed verdict given for ${seat.name}`
              : `Signed: ${offerLabel(offer).toLowerCase()} for ${seat.name}`,
          );
          router.refresh();
        }}
      />
    </>
  );
}

type OffersProps<D extends VerdictDecision> = {
  seat: SigningSeat<D>;
  sealed: boolean;
  onChoose: (offer: VerdictOffer<D>) => void;
};

/** What bars several acts alike is said once, under the last of them. */
function Offers<D extends VerdictDecision>({ seat, sealed, onChoose }: OffersProps<D>) {
  const reasonId = useId();
  const last = new Map(seat.offers.map(({ whyNot }, at) => [whyNot, at]));
  return (
    <>
      <p className="text-sm text-ink-2">
        {sealed ? "You seal a verdict for" : "You sign for"}{" "}
        <b className="font-medium text-ink">{seat.name}</b>: {listed(seat.sections.map(({ name }) => name))}.{" "}
        {seat.onBehalfOf && `You ${sealed ? "give it" : "sign"} on behalf of ${seat.onBehalfOf.name}. `}
        {changedText(seat.sections)}
        {sealed && " Your verdict is sealed: nobody reads it before every seat has given one."}
      </p>
      <div className="mt-3 grid gap-2 max-lg:grid-cols-2">
        {seat.offers.map(({ whyNot, ...offer }, at) => (
          <Fragment key={offerLabel(offer)}>
            <Button
              variant={variantOf(offer)}
              icon={offer.onConditions ? ListChecks : verdictIcons[offer.verb]}
              keyHint={offer.onConditions ? "C" : verdictKeys[offer.verb]}
              whyNot={whyNot}
              reasonId={whyNot === undefined ? undefined : `${reasonId}-${last.get(whyNot)}`}
              onClick={() => onChoose(offer)}
            >
              {offerLabel(offer)}
            </Button>
            {whyNot !== undefined && last.get(whyNot) === at && (
              <WhyNotNote id={`${reasonId}-${at}`} reasons={[whyNot]} className="col-span-full" />
            )}
          </Fragment>
        ))}
      </div>
    </>
  );
}

function variantOf({ verb, onConditions }: VerdictOffer): "solid" | "danger" | "plain" {
  if (verb === "reject") return "danger";
  return verb === "approve" && !onConditions ? "solid" : "plain";
}

type StandingProps = { kind: Exclude<DecisionView["kind"], "sign">; children: ReactNode };

function Standing({ kind, children }: StandingProps) {
  const tone = { done: "pass", watch: "plain", barred: "plain" } as const;
  const icon = { done: "check", watch: "dashed", barred: "lock" } as const;
  return (
    <p className="flex gap-2.5 text-sm text-ink-2">
      <StateMark tone={tone[kind]} icon={icon[kind]} />
      <span>{children}</span>
    </p>
  );
}

function changedText(sections: readonly SignedSection[]): string {
  const changed = sections.flatMap((section) => (section.changed ? `the ${section.name}` : []));
  if (changed.length === 0) return "";
  const verb = changed.length === 1 ? "has" : "have";
  return `Since you last signed, ${listed(changed)} ${verb} changed.`;
}

const verdictIcons: Record<VerdictDecision, LucideIcon> = {
  approve: PenLine,
  "request-changes": Undo2,
  reject: CircleX,
};

const verdictKeys: Record<VerdictDecision, string> = {
  approve: "A",
  "request-changes": "R",
  reject: "X",
};
