import NextAuth from "next-auth";
import { signInOptions } from "#lib/web/sign-in-options.ts";

const handler = (request: Request, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> =>
  NextAuth(signInOptions())(request, context) as Promise<Response>;

export { handler as GET, handler as POST };
