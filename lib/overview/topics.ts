import type { BusinessFunction } from "#lib/kernel/caller.ts";

type AboutRelease = "sign" | "start" | "answer";
type AboutThread = "answer-challenge" | "judge-challenge" | "mentioned";

/** What a request is known by: the key of its item on the home page, and the topic of each message that asks for it. */
export const TOPICS = {
  policy: (version: number) => `policy-${version}`,
  council: (id: string) => `council-${id}`,
  sitting: (id: string) => `sitting-${id}`,
  minutes: (sitting: string) => `minutes-${sitting}`,
  tier: (model: string) => `tier-${model}`,
  waiver: (number: number) => `waiver-${number}`,
  envelope: (number: number) => `envelope-${number}`,
  review: (number: number) => `review-${number}`,
  unfit: (number: number) => `unfit-${number}`,
  release: (act: AboutRelease, number: number) => `${act}-${number}`,
  thread: (act: AboutThread, release: number, nth: number | null) => `${act}-${release}-${nth}`,
  lateSeat: (release: number, seat: BusinessFunction) => `late-${release}-${seat}`,
  halted: (rollout: number) => `halted-${rollout}`,
  learning: (incident: number, number: number) => `learning-${incident}-${number}`,
  incident: (number: number) => `incident-${number}`,
} as const;
