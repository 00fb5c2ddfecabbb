"use client";

import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { announce } from "#components/ui/live-region.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { Means } from "#lib/access/means.ts";
import type { FunctionListView } from "#lib/access/views/function-list.ts";
import { FunctionDialogs, type FunctionRequest, type FunctionSubmits } from "./function-dialogs.tsx";
import { FunctionTable } from "./function-table.tsx";
import { listed } from "./words.ts";

type FunctionsProps = FunctionListView &
  FunctionSubmits & {
    /** What the reader can show who they are with. */
    means: Means;
    /** Why the reader cannot propose or remove functions. */
    whyNot?: string | undefined;
    /** Why the reader, who holds a function, confirms nothing now; null where they do not wait. */
    whyYouWait: string | null;
  };

/** Who signs for which function, and how each grant came about: proposed by one, confirmed by another. */
export function Functions({
  grants,
  reviewers,
  both,
  means,
  whyNot,
  whyYouWait,
  ...submits
}: FunctionsProps) {
  const [request, setRequest] = useState<FunctionRequest>(null);
  const router = useRouter();
  const close = () => setRequest(null);
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
            variant="solid"
            whyNot={whyNot}
            onClick={() => setRequest({ what: "propose" })}
          >
            Propose a function
          </Button>
        </div>
        <FunctionTable
          grants={grants}
          administers={whyNot === undefined}
          whyYouWait={whyYouWait}
          ask={(what, grant) => setRequest({ what, grant })}
        />
      </Sheet>
      <FunctionDialogs
        {...submits}
        request={request}
        reviewers={reviewers}
        means={means}
        close={close}
        done={(message) => {
          announce(message);
          close();
          router.refresh();
        }}
      />
    </>
  );
}
