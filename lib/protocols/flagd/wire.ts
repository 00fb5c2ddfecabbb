import { z } from "zod";

/** A flag configuration as flagd reads it (flagd.dev/schema/v0/flags.json), as far as this one uses it. */

const targeting = z.record(z.string(), z.unknown());
const metadata = z.record(z.string(), z.union([z.string(), z.number()]));

export const flagdFlag = z.object({
  state: z.literal("ENABLED"),
  variants: z.record(z.string(), z.string()).meta({ description: "The version of each arm, by its name." }),
  defaultVariant: z.string().meta({ description: "The arm where no rule picks one." }),
  targeting: targeting.exactOptional().meta({
    description: "The rule that picks a subject's arm: flagd's `fractional` with the weights of the stage.",
  }),
  metadata,
});
export type FlagdFlag = z.infer<typeof flagdFlag>;

export const flagdConfiguration = z.object({
  $schema: z.string().meta({ description: "The address of flagd's JSON schema." }),
  flags: z.record(z.string(), flagdFlag),
  metadata,
});
export type FlagdConfiguration = z.infer<typeof flagdConfiguration>;
