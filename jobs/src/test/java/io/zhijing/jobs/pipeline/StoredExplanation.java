package io.zhijing.jobs.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.elasticsearch.Connections;
import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.elasticsearch.Templates;
import io.zhijing.dashboards.explain.Explainer;
import io.zhijing.dashboards.explain.Explanation;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.embedded.EmbeddedServers;
import java.nio.charset.StandardCharsets;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;

/** What a warning of a replay comes to when its counts are kept in a real Elasticsearch. */
final class StoredExplanation {
  private StoredExplanation() {}

  static Explanation of(
      JsonNode warning, CollectedDocuments written, Replay replay, RuleSet.Detection rules)
      throws Exception {
    try (EmbeddedServers servers =
        EmbeddedServers.start(EmbeddedServers.Settings.usual(), progress -> {})) {
      ElasticsearchSettings settings = ElasticsearchSettings.open(servers.elasticsearch().uri());
      try (RestClient client = Connections.open(settings);
          DocumentReader reader = new DocumentReader(settings)) {
        Templates.install(client, "test");
        StringBuilder bulk = new StringBuilder();
        for (Document count : written.of("test-counts").values()) {
          bulk.append("{\"index\":{\"_index\":\"").append(count.index()).append("\"}}\n");
          bulk.append(new String(count.json(), StandardCharsets.UTF_8)).append('\n');
        }
        Request request = new Request("POST", "/_bulk");
        request.addParameter("refresh", "true");
        request.setJsonEntity(bulk.toString());
        client.performRequest(request);
        return new Explainer(reader, "test", replay.settings().watch().lattice().get(), rules)
            .explain(warning)
            .orElseThrow();
      }
    }
  }
}
