"use client";

import { Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { SelectField } from "#components/ui/field.tsx";
import { ReasonDialog } from "#components/ui/reason-dialog.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { WhyNot } from "#components/ui/why-not.tsx";
import type { PointerHistory } from "#lib/exposure/views/pointer-history.ts";
import { versionsBefore } from "./live-words.ts";

type Going = { readonly pointer: string; readonly version: number; readonly reason: string };

type GoBackProps = {
  pointers: readonly Pick<PointerHistory, "name" | "moves">[];
  whyNot: WhyNot | undefined;
  goBack: Submit<Going, unknown>;
};

/** The ways back of each pointer: versions that served everyone there before. Nothing where there is none. */
export function GoBack({ pointers, ...rest }: GoBackProps) {
  const ways = pointers.flatMap(({ name, moves }) => {
    const versions = versionsBefore(moves);
    return versions.length > 0 ? [{ pointer: name, versions }] : [];
  });
  if (ways.length === 0) return null;
  return (
    <Sheet title="Go back" provenance="needs a reason, no council">
      <p className="mb-3 text-sm text-ink-2">
        A version that was approved and live here before can serve everyone again at once, also during a
        freeze. One that was rolled back cannot.
      </p>
      <ul className="divide-y divide-line">
        {ways.map((way) => (
          <Way key={way.pointer} {...way} {...rest} />
        ))}
      </ul>
    </Sheet>
  );
}

type WayProps = Omit<GoBackProps, "pointers"> & { pointer: string; versions: readonly number[] };

function Way({ pointer, versions, whyNot, goBack }: WayProps) {
  const router = useRouter();
  const [version, setVersion] = useState(versions[0]!);
  const [asking, setAsking] = useState(false);
  return (
    <li className="flex flex-wrap items-end gap-3 py-2.5">
      <SelectField
        label={`Version for ${pointer}`}
        className="w-52"
        choices={versions.map((number) => ({ value: String(number), label: `v${number}` }))}
        value={String(version)}
        onChange={(event) => setVersion(Number(event.currentTarget.value))}
      />
      <Button variant="danger" icon={Undo2} whyNot={whyNot} onClick={() => setAsking(true)}>
        Go back to v{version}
      </Button>
      <ReasonDialog
        action={asking ? { ...ACTION, label: `Go back to v${version} on ${pointer}` } : null}
        onClose={() => setAsking(false)}
        submit={({ reason }) => goBack({ pointer, version, reason })}
        onDone={() => {
          setAsking(false);
          router.refresh();
        }}
      />
    </li>
  );
}

const ACTION = {
  verb: "go-back",
  consequence: "It serves everyone at once. The release that is live now counts as superseded.",
  variant: "danger",
  asksReason: true,
} as const;
