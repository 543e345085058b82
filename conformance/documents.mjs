// What each client is asked to do: a question, a wrong one, a change, and the commits as they come.
import assert from "node:assert/strict";

export const question = `query Team($ref: String!) { catalog { team(ref: $ref) { __typename id name } } }`;

export const change = `mutation Put($id: ID!, $name: String!) {
  apply(input: { changes: [{ put: { id: $id, name: $name } }] }) { revision diff { entities { entity { __typename id name } } } } }`;

export const commits = `subscription Commits($after: Revision) {
  commits(after: $after) { revision diff { entities { action entity { __typename id name } } } } }`;

/** Says of a commit what it named. */
export const named = (commit) => commit.diff.entities.map(({ entity }) => entity.name).join();

/** Counts up to the revision that a commit has, so that a gap or a repetition is noticed. */
export function follows(commit, revision) {
  assert.equal(Number(commit.revision), Number(revision) + 1);
  return commit.revision;
}
