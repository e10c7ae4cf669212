package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.connectors.elasticsearch.Connections;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.elasticsearch.Templates;
import io.zhijing.jobs.embedded.EmbeddedServers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Real servers: what the set-up does to indices that are there. */
@Timeout(180)
class SetupIT {
  @TempDir private static Path folder;
  private static EmbeddedServers servers;
  private static RestClient client;

  @BeforeAll
  static void start() throws InterruptedException {
    servers = EmbeddedServers.start(EmbeddedServers.Settings.usual(), progress -> {});
    client = Connections.open(ElasticsearchSettings.open(servers.elasticsearch().uri()));
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    servers.close();
  }

  private static String setUp(String prefix) throws Exception {
    Path settings =
        Files.writeString(
            folder.resolve(prefix + ".yaml"),
            """
            pack: inner-mongolia
            kafka: {bootstrap_servers: "%s", topic_prefix: %s}
            elasticsearch: {hosts: ["%s"], index_prefix: %s}
            """
                .formatted(
                    servers.bootstrapServers(), prefix, servers.elasticsearch().uri(), prefix));
    StringWriter said = new StringWriter();
    int code =
        new CommandLine(new SetupCommand(Locale.ENGLISH))
            .setOut(new PrintWriter(said))
            .execute("--settings", settings.toString());
    assertThat(code).as(said.toString()).isZero();
    return said.toString();
  }

  private static void send(String method, String path, String body) throws Exception {
    Request request = new Request(method, path);
    request.setJsonEntity(body);
    client.performRequest(request);
  }

  /** As after a snapshot: templates are those of this release, the index is older. */
  private static void restoreAnOldIndex(String prefix, String index) throws Exception {
    String template = "/_index_template/" + DocumentKind.COUNTS.alias(prefix);
    client.performRequest(new Request("DELETE", template));
    send(
        "PUT",
        "/" + index,
        "{\"mappings\":{\"dynamic\":\"strict\",\"properties\":{\"stratum\":{\"type\":\"keyword\"}}}}");
    send("PUT", template, Templates.template(DocumentKind.COUNTS, prefix).toString());
    Templates.verify(client, prefix);
  }

  @Test
  void anOldIndexThatWasRestoredTakesTheNewFields() throws Exception {
    setUp("restored");
    String index = DocumentKind.COUNTS.index("restored", "2019.05");
    restoreAnOldIndex("restored", index);
    String document = "{\"stratum\":\"s\",\"trials\":2}";
    Templates.ensure(client, "restored");
    assertThatThrownBy(() -> send("PUT", "/" + index + "/_doc/1", document))
        .hasMessageContaining("strict_dynamic_mapping_exception");
    setUp("restored");
    send("PUT", "/" + index + "/_doc/1", document);
  }

  @Test
  void whatOwnersAddInComponentTemplatesHoldsAndIsNoDifference() throws Exception {
    setUp("owned");
    send(
        "PUT",
        "/_component_template/owned-custom",
        "{\"template\":{\"settings\":{\"index\":{\"mapping\":{\"total_fields\":{\"limit\":\"1234\"}}}}}}");
    send(
        "PUT",
        "/_component_template/owned-counts-custom",
        "{\"template\":{\"settings\":{\"index\":{\"max_result_window\":\"4321\"}}}}");
    Templates.verify(client, "owned");
    Templates.ensure(client, "owned");
    setUp("owned");
    String counts = DocumentKind.COUNTS.index("owned", "2019.05");
    String audit = DocumentKind.AUDIT.index("owned", "2019.05");
    send("PUT", "/" + counts, "{}");
    send("PUT", "/" + audit, "{}");
    assertThat(settings(counts)).contains("\"limit\":\"1234\"", "\"max_result_window\":\"4321\"");
    assertThat(settings(audit)).contains("\"limit\":\"1234\"").doesNotContain("4321");
    Templates.verify(client, "owned");
  }

  private static String settings(String index) throws Exception {
    return EntityUtils.toString(
        client.performRequest(new Request("GET", "/" + index + "/_settings")).getEntity());
  }
}
