import { FilePlus2, KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import { AutoRefresh } from "#components/ui/auto-refresh.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Command } from "#components/ui/command.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark, StatePill } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Arrived } from "#lib/overview/views/registry-start.ts";
import { startSteps, WHAT_THEN } from "./start-words.ts";

type EmptyRegistryProps = {
  arrived: Arrived;
  /** The first command that a pipeline sends. */
  command: string;
  /** Makes a token in place. */
  makeToken: ReactNode;
  addModel: ReactNode;
};

/** A registry without versions: how the first one gets here, and what has arrived of it, live. */
export function EmptyRegistry({ arrived, command, makeToken, addModel }: EmptyRegistryProps) {
  return (
    <div className="flex flex-col gap-5">
      <AutoRefresh everySeconds={3} />
      <section
        aria-label="A token"
        className="flex flex-wrap items-center gap-4 rounded-lg border border-line bg-surface p-4"
      >
        <span
          aria-hidden="true"
          className="grid size-9 place-items-center rounded-md bg-accent-weak text-accent"
        >
          <KeyRound className="size-5" />
        </span>
        <div className="min-w-0 flex-1 basis-60 text-sm">
          <p className="font-semibold">First, a token for your scripts</p>
          <p className="text-ink-2">It may register and report, never approve, and expires after 90 days.</p>
        </div>
        {makeToken}
      </section>
      <div className="grid gap-5 lg:grid-cols-2">
        <ByPipeline command={command} />
        <ByHand addModel={addModel} />
      </div>
      <div className="grid gap-5 lg:grid-cols-2">
        <Waiting arrived={arrived} />
        <Then />
      </div>
    </div>
  );
}

function ByPipeline({ command }: { command: string }) {
  return (
    <Sheet title="curl" provenance="any language, any CI">
      <Command text={command} what="the command" />
      <p className="mt-3 text-sm text-ink-2">
        Stores a file. Three more requests make it a version with a report.
      </p>
      <ButtonLink href="/api/docs" className="mt-3">
        All four requests
      </ButtonLink>
    </Sheet>
  );
}

const ByHand = ({ addModel }: { addModel: ReactNode }) => (
  <Sheet title="By hand" provenance="no code">
    <div className="flex items-start gap-3 text-sm">
      <FilePlus2 aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-ink-3" />
      <p className="text-ink-2">
        Add a model, then register a version on its page: choose the files, and their digests are computed as
        they are stored. A version serves nothing until its release is signed.
      </p>
    </div>
    <div className="mt-3">{addModel}</div>
  </Sheet>
);

const Waiting = ({ arrived }: { arrived: Arrived }) => (
  <Sheet
    title="Waiting for the first version"
    provenance={
      <StatePill tone="pass" icon="play">
        Listening
      </StatePill>
    }
    flush
  >
    <ol aria-live="polite" className="divide-y divide-line text-sm">
      {startSteps(arrived).map(({ title, text, at }) => (
        <li key={title} className="flex items-start gap-2.5 py-2.5">
          <StateMark tone={at ? "pass" : "plain"} icon={at ? "check" : "dashed"} />
          <span className="min-w-0 flex-1">
            <span className="block font-medium">{title}</span>
            <span className="block text-xs text-ink-2 wrap-anywhere">
              {text}
              {at && (
                <>
                  , <Time at={at} as="clock" />
                </>
              )}
            </span>
          </span>
          {title === "A file" && arrived.file && <Digest value={arrived.file.what} />}
        </li>
      ))}
    </ol>
  </Sheet>
);

const Then = () => (
  <Sheet title="What happens then">
    <ol className="grid gap-4 sm:grid-cols-2">
      {WHAT_THEN.map(({ title, text }, at) => (
        <li key={title} className="flex items-start gap-2.5 text-sm">
          <span
            aria-hidden="true"
            className="grid size-6 shrink-0 place-items-center rounded-full bg-sunken text-xs text-ink-2"
          >
            {at + 1}
          </span>
          <span>
            <span className="block font-medium">{title}</span>
            <span className="block text-xs text-ink-2">{text}</span>
          </span>
        </li>
      ))}
    </ol>
  </Sheet>
);
