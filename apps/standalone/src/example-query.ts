/** The explorer's first question: one council and one department, across every subgraph and the plug-in. */
export const EXAMPLE_QUERY = `# Một câu hỏi qua mọi phân hệ / One question across all subgraphs
{
  council(id: "hdnd-hai-phong") {
    name
    then: composition(asOf: "2024-12-05") { totalCount }
    openPoll {
      title
      turnout { recorded present }
      threshold { needed of reason { instrument article confidence confirmed } }
    }
  }
  publicBody(id: "so-tai-chinh") {
    name
    petitions { ...Due }
    recommendations { ...Due }
    commitments { ...Due }
    dxTasks { ...Due }
  }
}

fragment Due on Obligation {
  title
  dueOn
  dueState
  escalation
}
`;
