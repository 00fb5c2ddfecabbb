"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { CalendarFeed } from "#components/overview/inbox/calendar-feed.tsx";
import type { MarkMessages } from "#components/overview/inbox/inbox-list.tsx";
import { InboxView } from "#components/overview/inbox/inbox-view.tsx";
import { NotificationsForm } from "#components/overview/inbox/notifications-form.tsx";
import type { Means } from "#lib/access/means.ts";
import { api } from "#lib/client/api.ts";
import { provenAct } from "#lib/client/step-up.ts";
import type { NotificationSettingView } from "#lib/overview/views/notification-setting.ts";

type Props = Omit<ComponentProps<typeof InboxView>, "mark" | "rail"> & {
  setting: NotificationSettingView | undefined;
  means: Means;
};

/** The inbox with its ways to the server; what was marked is counted anew. */
export function InboxHere({ setting, means, ...props }: Props) {
  const router = useRouter();
  const refreshed = async <T extends { readonly ok: boolean }>(asked: Promise<T>): Promise<T> => {
    const answer = await asked;
    if (answer.ok) router.refresh();
    return answer;
  };
  const mark: MarkMessages = (input) => refreshed(api("POST /inbox/marks", input));
  const rail = setting && (
    <>
      <NotificationsForm setting={setting} save={(input) => api("PUT /notifications", input)} />
      <CalendarFeed
        since={setting.feedSince}
        means={means}
        issue={({ presence }) =>
          refreshed(
            provenAct(presence, { act: "issue-feed" }, (stepUpId) =>
              api("POST /calendar-feed", { stepUpId }),
            ),
          )
        }
        revoke={() => refreshed(api("POST /calendar-feed/revoke", {}))}
      />
    </>
  );
  return <InboxView {...props} mark={mark} rail={rail} />;
}
