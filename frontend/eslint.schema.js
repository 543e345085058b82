// The lint of the GraphQL contract, ../schema/*.graphqls: every schema and Relay rule, less those named here.
import graphql from "@graphql-eslint/eslint-plugin";

const { "flat/schema-all": all, "flat/schema-relay": relay } = graphql.configs;

export default [
  {
    files: ["schema/**/*.graphqls"],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: "schema/**/*.graphqls" } },
    },
    plugins: { "@graphql-eslint": graphql },
    rules: {
      ...all.rules,
      ...relay.rules,
      // Fields stand in the order in which they are read, not in that of the alphabet.
      "@graphql-eslint/alphabetize": "off",
      // It forbids the type Mutation itself.
      "@graphql-eslint/no-root-type": "off",
      // Values, such as a Lineage or a Claim, have no identity.
      "@graphql-eslint/strict-id-in-types": "off",
      "@graphql-eslint/relay-edge-types": [
        "error",
        { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],
      // Paging backwards is offered by entities and commits only.
      "@graphql-eslint/relay-arguments": ["error", { includeBoth: false }],
      "@graphql-eslint/require-description": [
        "error",
        { types: true, FieldDefinition: true, InputValueDefinition: true, EnumValueDefinition: true, DirectiveDefinition: true },
      ],
    },
  },
];
