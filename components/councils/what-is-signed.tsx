import { Avatar } from "#components/ui/avatar.tsx";
import { capital } from "#components/ui/capital.ts";
import { Digest } from "#components/ui/digest.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import type { AfterSigning, SignedSection } from "./decision.ts";

type WhatIsSignedProps = {
  seat: {
    readonly name: string;
    readonly onBehalfOf?: { readonly name: string } | undefined;
    readonly sections: readonly SignedSection[];
  };
  subjectDigest: string;
  round: number | undefined;
  /** The sentence that is signed. */
  meaning: string;
  printedName: string;
  next: readonly AfterSigning[];
  /** It is sealed now, and signed only after the reveal. */
  sealed?: boolean | undefined;
};

/** The sections under the signature with their digests, the digest over everything, the meaning, the printed name, and what follows. */
export function WhatIsSigned(props: WhatIsSignedProps) {
  const { seat, subjectDigest, round, meaning, printedName, next, sealed } = props;
  return (
    <>
      <section>
        <h3 className="text-sm font-semibold">{sealed ? "You seal a verdict on" : "You sign"}</h3>
        <ul className="mt-1 divide-y divide-line text-sm">
          {seat.sections.map(({ name, digest, changed }) => (
            <li key={name} className="flex min-h-9 flex-wrap items-center justify-between gap-x-3 py-1">
              <span>
                {capital(name)}{" "}
                {changed && <span className="font-medium text-hold">changed since you signed</span>}
              </span>
              {digest && <Digest value={digest} />}
            </li>
          ))}
          <li className="flex min-h-9 flex-wrap items-center justify-between gap-x-3 py-1 font-medium">
            {round === undefined ? "All of it" : `All of it, round ${round}`}
            <Digest value={subjectDigest} />
          </li>
        </ul>
      </section>
      <section>
        <h3 className="text-sm font-semibold">Meaning</h3>
        <div className="mt-2 rounded-md bg-sunken p-3 text-sm">
          <p>{meaning}</p>
          <p className="mt-2 flex items-center gap-2 text-xs text-ink-2">
            <Avatar name={printedName} />
            {printedName}, for {seat.name}
            {seat.onBehalfOf ? `, on behalf of ${seat.onBehalfOf.name}` : ""}
          </p>
        </div>
      </section>
      <section>
        <h3 className="text-sm font-semibold">What happens next</h3>
        <ul className="mt-2 flex flex-col gap-2 text-sm text-ink-2">
          {next.map(({ icon, text }) => (
            <li key={text} className="flex items-start gap-2.5">
              <StateMark tone={icon === "check" ? "pass" : "plain"} icon={icon} />
              {text}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
