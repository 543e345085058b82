/** Fetches, and leads to the sign-in page, and back, where the server wants to know who asks. */
export const signedIn: typeof fetch = async (...request) => {
  const response = await fetch(...request);
  if (response.status === 401) location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
  return response;
};
