import { countOf } from "#components/ui/format-number.ts";
import { Notice } from "#components/ui/notice.tsx";

/** Recovery codes at or under this are too few. */
const CODES_FEW = 2;

type FactorAdviceProps = { factors: number; codesLeft: number };

/** What somebody should do about their second factors now. */
export function FactorAdvice({ factors, codesLeft }: FactorAdviceProps) {
  if (factors === 0)
    return (
      <p className="max-w-prose text-sm text-ink-2">
        Without one, anyone who learns your password can sign in your name. A passkey is the strongest and
        fastest.
      </p>
    );
  if (codesLeft > CODES_FEW)
    return (
      <p className="text-sm text-ink-2">{countOf(codesLeft, "recovery code")} left, in case you lose it.</p>
    );
  return (
    <Notice
      tone="hold"
      title={codesLeft === 0 ? "No recovery code left." : `${countOf(codesLeft, "recovery code")} left.`}
    >
      Make new ones, so that you can sign in without your device.
    </Notice>
  );
}
