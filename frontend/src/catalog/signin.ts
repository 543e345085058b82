// Leads to the sign-in page, and back, where the server wants to know who asks.

/** Fetches; a refusal for want of a name leads away. */
export const signedIn: typeof fetch = async (...request) => {
  const response = await fetch(...request);
  if (response.status === 401) leaveToSignIn();
  return response;
};

/** Leaves for the sign-in page, which leads back to the very view. */
export function leaveToSignIn(): void {
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
}
