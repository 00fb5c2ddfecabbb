/**
 * A code as somebody typed or pasted it, without what only groups it: apps show `123 456`, a list of codes has hyphens,
 * and what is copied brings spaces and line ends along.
 */
export const typedCode = (typed: string): string => typed.replaceAll(/[\s\p{Dash_Punctuation}]/gu, "");

/** Room for a code of any kind with what groups it. */
export const TYPED_CODE_LENGTH_MAX = 60;
