import NextAuth from "next-auth";
import { answerSignIn } from "#lib/web/answer-sign-in.ts";
import { signInOptions } from "#lib/web/sign-in-options.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

const handler = (request: Request, context: Context): Promise<Response> =>
  answerSignIn((onSignIn) => NextAuth(signInOptions(onSignIn))(request, context) as Promise<Response>);

export { handler as GET, handler as POST };
