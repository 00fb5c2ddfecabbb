"use client";

import { Lock } from "lucide-react";
import { useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { SelectField } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SendingForm } from "#components/ui/sending-form.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useZone } from "#components/ui/time.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import { MESSAGE_KIND_WORDS, type MessageKind } from "#lib/overview/message.ts";
import type { Channel, NotificationSetting } from "#lib/overview/notification.ts";
import type { NotificationSettingView } from "#lib/overview/views/notification-setting.ts";
import { channelChoices, hourText } from "./notification-words.ts";

type NotificationsProps = {
  setting: NotificationSettingView;
  save: Submit<NotificationSetting, unknown>;
};

/** How the reader is told of each kind: what is theirs to choose, and what always reaches them. */
export function NotificationsForm({ setting, save }: NotificationsProps) {
  const { kinds, email } = setting;
  const here = useZone();
  const [chosen, setChosen] = useState<Partial<Record<MessageKind, Channel>>>({});
  const [hour, setHour] = useState(setting.hour);
  const [saved, setSaved] = useState(false);
  const { busy, problem, send } = useSubmit(save);
  const onSend = async () => {
    const choices = Object.fromEntries(kinds.map(({ kind, channel }) => [kind, chosen[kind] ?? channel]));
    const answer = await send({ choices, zone: here, hour });
    setSaved(answer?.ok ?? false);
  };
  return (
    <Sheet id="notifications" title="Notifications" provenance={saved ? "saved" : undefined}>
      <SendingForm busy={busy} problem={problem} onSend={onSend} className="flex flex-col gap-2">
        {kinds.map(({ kind, channel, forced }) => (
          <KindChoice
            key={kind}
            kind={kind}
            forced={forced}
            channel={chosen[kind] ?? channel}
            onChoose={(next) => {
              setSaved(false);
              setChosen({ ...chosen, [kind]: next });
            }}
          />
        ))}
        <SelectField
          label="Daily digest"
          hint={`At this hour in ${here}.`}
          name="hour"
          value={String(hour)}
          choices={HOURS}
          onChange={(event) => {
            setSaved(false);
            setHour(Number(event.currentTarget.value));
          }}
        />
        {problem && (
          <Notice tone="fail" title={problem.title}>
            {problem.todo}
          </Notice>
        )}
        <Button type="submit" busy={busy} className="w-full">
          Save
        </Button>
        <p className="text-xs text-ink-3">
          {email
            ? `Mail goes to ${email}. It has a title and a link, never an approve button, and each kind can be ended by its own link.`
            : "This installation sends no mail to your address; everything is in your inbox."}
        </p>
      </SendingForm>
    </Sheet>
  );
}

const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: hourText(hour) }));

type KindChoiceProps = {
  kind: MessageKind;
  forced: boolean;
  channel: Channel;
  onChoose: (channel: Channel) => void;
};

function KindChoice({ kind, forced, channel, onChoose }: KindChoiceProps) {
  const word = MESSAGE_KIND_WORDS[kind];
  return (
    <label className="flex items-center justify-between gap-2 text-sm">
      <span className="inline-flex items-center gap-1">
        {word}
        {forced && <Lock role="img" aria-label="always in your inbox" className="size-3.5 text-ink-3" />}
      </span>
      <select
        name={kind}
        aria-label={word}
        value={channel}
        onChange={(event) => {
          const next = channelChoices(forced).find(({ value }) => value === event.currentTarget.value);
          if (next) onChoose(next.value);
        }}
        className="h-8 rounded-md border border-line-strong bg-surface px-2 text-sm"
      >
        {channelChoices(forced).map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
