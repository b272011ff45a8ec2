import { expect, vi } from 'vitest';
import { postGraphql } from '../../http/testing/postGraphql.js';

const selection = `id status progress itemCount completedItems isHypothetical errorCode
  model { version } counts { waiting unchanged bandChanged outcomeChanged failed }
  transitions { from to count } csvPath`;

/** Asks a server, wherever it runs, for reports as an administrator. */
export function reportsOf(url: string, token: string) {
  const post = async (query: string, variables: object = {}, as = token) =>
    postGraphql(`${url}/graphql`, query, variables, as);
  const all = async () => {
    const { data } = await post(`{ reanalysisReports { totalCount edges { node { ${selection} } } } }`);
    return data.reanalysisReports.edges.map(({ node }: { node: object }) => node);
  };
  return {
    all,
    async request(input: object, as = token) {
      const { data } = await post(
        `mutation ($input: RequestReanalysisReportInput!) { requestReanalysisReport(input: $input) { __typename
          ... on RequestReanalysisReportPayload { reanalysisReport { id itemCount status } } ... on Error { code } } }`,
        { input },
        as,
      );
      return data.requestReanalysisReport;
    },
    async cancel(id: string, as = token) {
      const { data } = await post(
        `mutation ($id: ID!) { cancelReanalysisReport(input: { reanalysisReportId: $id }) { __typename
          ... on CancelReanalysisReportPayload { reanalysisReport { status } } ... on Error { code } } }`,
        { id },
        as,
      );
      return data.cancelReanalysisReport;
    },
    /** The report when it has reached its final status. */
    ended: (id: string) =>
      vi.waitFor(
        async () => {
          const report = (await all()).find((one: { id: string }) => one.id === id);
          expect(report?.status).toMatch(/SUCCEEDED|FAILED|CANCELED/);
          return report;
        },
        { timeout: 60_000, interval: 100 },
      ),
  };
}
