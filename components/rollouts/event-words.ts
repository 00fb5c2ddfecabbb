import { storedReason } from "#components/metrics/judge-words.ts";
import { overText } from "#components/releases/over-text.ts";
import { because, type EventWords, type Subject } from "#components/ui/event-words.ts";
import type { rolloutEvents } from "#lib/rollouts/events.ts";

const page = ({ number, release }: { number: number; release: number }): Subject => ({
  text: `rollout ${number}`,
  href: `/releases/${release}/rollout`,
});

/** Rollouts, as the audit trail words what happens to them. */
export const rolloutWords: EventWords<typeof rolloutEvents> = {
  "rollout.started": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} started rollout ${data.number}${overText(data.over)}`,
    subject: page,
  },
  "rollout.advanced": {
    tone: "pass",
    sentence: ({ who, data }) => `${who} advanced rollout ${data.number} to stage ${data.to}`,
    subject: page,
  },
  "rollout.paused": {
    tone: "hold",
    sentence: ({ who, data }) => `${who} paused rollout ${data.number}`,
    subject: page,
  },
  "rollout.resumed": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} resumed rollout ${data.number}`,
    subject: page,
  },
  "rollout.halted": {
    tone: "fail",
    sentence: ({ who, data }) =>
      `${who} halted rollout ${data.number}${because(data.because && storedReason(data.because))}`,
    subject: page,
  },
  "rollout.rolling-back": {
    tone: "fail",
    sentence: ({ who, data }) =>
      `${who} rolled back rollout ${data.number}${because(data.because && storedReason(data.because))}`,
    subject: page,
  },
  "rollout.rolled-back": {
    tone: "fail",
    sentence: ({ who, data: { number, base } }) =>
      `${who} confirmed the rollback of rollout ${number}: ${base === null ? "the base" : `v${base}`} serves everyone`,
    subject: page,
  },
  "rollout.completed": {
    tone: "pass",
    sentence: ({ who, data }) => `${who} completed rollout ${data.number}`,
    subject: page,
  },
};
