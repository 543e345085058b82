// What the test asks, in Relay's own dialect: a page that goes on, a refetch by node, a change, and the commits.
import { graphql } from "relay-runtime";

export const team = graphql`
  fragment Team_team on Team
  @refetchable(queryName: "TeamOwnsQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 2 }, after: { type: "String" }) {
    id
    name
    owns(first: $first, after: $after) @connection(key: "Team_owns") {
      edges {
        node {
          __typename
          id
          ... on Domain {
            division {
              name
            }
          }
        }
      }
    }
  }
`;

export const query = graphql`
  query TeamQuery($ref: String!) {
    catalog {
      team(ref: $ref) {
        id
        name
        ...Team_team
      }
    }
  }
`;

export const mutation = graphql`
  mutation TeamMutation($input: ApplyInput!) {
    apply(input: $input) {
      revision
      diff {
        entities {
          entity {
            id
            name
          }
        }
      }
    }
  }
`;

export const subscription = graphql`
  subscription TeamSubscription($after: Revision) {
    commits(after: $after) {
      revision
      diff {
        entities {
          entity {
            id
            name
          }
        }
      }
    }
  }
`;
