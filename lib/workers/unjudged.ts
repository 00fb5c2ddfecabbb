/** How many times in a row each rollout could not be judged. Only in this process: a new one starts at zero. */
export class Unjudged {
  private readonly failures = new Map<string, number>();

  /** Notes how a judgement went; returns the failures in a row. */
  note(rollout: string, judged: boolean): number {
    if (judged) {
      this.failures.delete(rollout);
      return 0;
    }
    const failures = (this.failures.get(rollout) ?? 0) + 1;
    this.failures.set(rollout, failures);
    return failures;
  }
}
