"use client";

import { UserPlus } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useAsked } from "#components/ui/use-asked.ts";
import type { Means } from "#lib/access/means.ts";
import type { FunctionListView } from "#lib/access/views/function-list.ts";
import { listed } from "#lib/kernel/listed.ts";
import { FunctionDialogs, type FunctionRequest, type FunctionSubmits } from "./function-dialogs.tsx";
import { FunctionTable } from "./function-table.tsx";

type FunctionsProps = FunctionListView &
  FunctionSubmits & {
    /** The name of whose functions these are, where they are one person's. */
    of?: string | undefined;
    /** What the reader can show who they are with. */
    means: Means;
    /** Why the reader cannot propose or remove functions. */
    whyNot?: string | undefined;
    /** Why the reader, who holds a function, confirms nothing now; null where they do not wait. */
    whyYouWait: string | null;
  };

/** Who signs for which function, and how each grant came about: proposed by one, confirmed by another. */
export function Functions(props: FunctionsProps) {
  const { grants, reviewers, both, declines, of, means, whyNot, whyYouWait, ...submits } = props;
  const { asked: request, ask, close, done } = useAsked<NonNullable<FunctionRequest>>();
  return (
    <>
      {both.length > 0 && (
        <Notice tone="hold" title={`${listed(both)} cannot sign.`}>
          An admin can neither be a reviewer nor hold a function. Remove the role admin, or the role reviewer
          and every function.
        </Notice>
      )}
      <Sheet
        title="Functions"
        provenance="proposed by an admin, confirmed by a holder of another function"
        flush
      >
        <div className="flex flex-wrap items-center gap-3 py-3">
          <Button
            icon={UserPlus}
            variant={of === undefined ? "solid" : "plain"}
            whyNot={whyNot ?? whyNobody(reviewers, of)}
            onClick={() => ask({ what: "propose" })}
          >
            Propose a function
          </Button>
        </div>
        <FunctionTable
          grants={grants}
          of={of}
          administers={whyNot === undefined}
          declines={declines}
          whyYouWait={whyYouWait}
          ask={(what, grant) => ask({ what, grant })}
        />
      </Sheet>
      <FunctionDialogs
        {...submits}
        request={request}
        reviewers={reviewers}
        means={means}
        close={close}
        done={done}
      />
    </>
  );
}

/** Only a reviewer can be proposed. */
function whyNobody({ length }: FunctionsProps["reviewers"], of: string | undefined): string | undefined {
  if (length > 0) return undefined;
  return of === undefined ? "Nobody is a reviewer yet." : `${of} is no reviewer: give them that role first.`;
}
