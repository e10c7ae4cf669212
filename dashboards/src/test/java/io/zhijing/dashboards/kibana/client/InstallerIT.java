package io.zhijing.dashboards.kibana.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.zhijing.connectors.elasticsearch.Credentials;
import io.zhijing.dashboards.kibana.Editions;
import io.zhijing.dashboards.kibana.KibanaFile;
import io.zhijing.dashboards.kibana.check.Fault;
import io.zhijing.dashboards.kibana.check.FaultKind;
import io.zhijing.dashboards.kibana.client.Trouble.Kind;
import io.zhijing.dashboards.kibana.source.Language;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client against a real HTTP server that answers as Kibana does, well and badly. */
class InstallerIT {
  private static final KibanaFile FILE = KibanaFile.of(Editions.usual(Language.ZH), "");

  private static List<Kind> kinds(Installed installed) {
    return installed.troubles().stream().map(Trouble::kind).toList();
  }

  @Test
  void everyObjectAndRuleIsInPlaceAndASecondTimeChangesNothing() throws Exception {
    try (FakeKibana kibana = new FakeKibana("")) {
      Installed first = Installer.install(FILE, kibana.settings());
      assertThat(first.troubles()).isEmpty();
      assertThat(first.version()).isEqualTo("8.19.4");
      long lines = new String(FILE.ndjson(), StandardCharsets.UTF_8).lines().count();
      assertThat(first.objects()).isEqualTo((int) lines);
      assertThat(kibana.objects).hasSize((int) lines);
      assertThat(first.made()).hasSize(6);
      assertThat(first.changed()).isEmpty();
      assertThat(kibana.kept).hasSize(7);
      assertThat(kibana.requests).contains("POST /api/saved_objects/_import?overwrite=true");
      Installed second = Installer.install(FILE, kibana.settings());
      assertThat(second.made()).isEmpty();
      assertThat(second.changed()).isEqualTo(first.made());
      assertThat(second.troubles()).isEmpty();
    }
  }

  @Test
  void aSpaceIsPartOfEveryPathButThatOfTheState() throws Exception {
    try (FakeKibana kibana = new FakeKibana("centre")) {
      assertThat(Installer.install(FILE, kibana.settings()).troubles()).isEmpty();
      assertThat(kibana.requests)
          .allMatch(each -> each.contains("/s/centre/api/") || each.endsWith("/api/status"));
    }
  }

  @Test
  void aSpaceThatIsNotThereIsSaid() throws Exception {
    try (FakeKibana kibana = new FakeKibana("centre")) {
      KibanaSettings elsewhere =
          new KibanaSettings(
              kibana.uri(), "elsewhere", new Credentials.None(), Duration.ofSeconds(5));
      Installed installed = Installer.install(FILE, elsewhere);
      assertThat(installed.troubles()).containsExactly(new Trouble(Kind.NO_SPACE, "", "elsewhere"));
      assertThat(kibana.kept).isEmpty();
    }
  }

  @Test
  void whatFailedWithinASuccessIsNamedOneByOne() throws Exception {
    String answer =
        """
        {"success":false,"successCount":30,"errors":[
         {"id":"a","type":"dashboard","error":{"type":"missing_references",
          "references":[{"type":"index-pattern","id":"v1"},{"type":"search","id":"s1"}]}},
         {"id":"b","type":"search","error":{"type":"conflict","destinationId":"b2"}},
         {"id":"c","type":"lens","error":{"type":"unsupported_type"}},
         {"id":"d","type":"dashboard","error":{"type":"unknown","message":"Document \\"d\\" belongs to a more recent version of Kibana","statusCode":422}},
         {"id":"e","type":"tag","error":{"type":"unknown","message":"boom","statusCode":500}}]}
        """;
    try (FakeKibana kibana =
        new FakeKibana("").otherwise("_import", FakeKibana.json(200, answer))) {
      Installed installed = Installer.install(FILE, kibana.settings());
      assertThat(installed.objects()).isEqualTo(30);
      assertThat(installed.troubles())
          .containsExactly(
              new Trouble(Kind.MISSING_REFERENCES, "dashboard a", "index-pattern v1, search s1"),
              new Trouble(Kind.CONFLICT, "search b", "b2"),
              new Trouble(Kind.UNSUPPORTED_TYPE, "lens c", ""),
              new Trouble(
                  Kind.OBJECTS_TOO_NEW,
                  "dashboard d",
                  "Document \"d\" belongs to a more recent version of Kibana"),
              new Trouble(Kind.REFUSED, "tag e", "boom"));
      assertThat(installed.made()).as("rules do not depend on dashboards").hasSize(6);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401, UNAUTHORIZED",
    "403, FORBIDDEN",
    "422, OBJECTS_TOO_NEW",
    "503, NOT_READY",
    "400, REFUSED"
  })
  void aRefusedImportIsSaid(int status, Kind kind) throws Exception {
    String answer = "{\"statusCode\":" + status + ",\"message\":\"because\"}";
    try (FakeKibana kibana =
        new FakeKibana("").otherwise("_import", FakeKibana.json(status, answer))) {
      Installed installed = Installer.install(FILE, kibana.settings());
      assertThat(installed.troubles()).containsExactly(new Trouble(kind, "", "because"));
      assertThat(installed.objects()).isZero();
    }
  }

  @Test
  void aPasswordOrAKeyIsSent() throws Exception {
    try (FakeKibana kibana = new FakeKibana("")) {
      kibana.authorization = "Basic bGk6c2VjcmV0";
      assertThat(kinds(Installer.install(FILE, kibana.settings())))
          .containsExactly(Kind.UNAUTHORIZED);
      Credentials password = new Credentials.Basic("li", "secret");
      assertThat(Installer.install(FILE, kibana.settings(password)).troubles()).isEmpty();
      kibana.authorization = "ApiKey a2V5";
      Credentials key = new Credentials.ApiKey("a2V5");
      assertThat(Installer.install(FILE, kibana.settings(key)).troubles()).isEmpty();
    }
  }

  @Test
  void anOlderKibanaIsLeftAlone() throws Exception {
    try (FakeKibana kibana = new FakeKibana("")) {
      kibana.version = "8.18.3";
      assertThat(Installer.install(FILE, kibana.settings()).troubles())
          .containsExactly(new Trouble(Kind.TOO_OLD, "", "8.18.3"));
      assertThat(kibana.objects).isEmpty();
      kibana.version = "9.4.0";
      assertThat(Installer.install(FILE, kibana.settings()).troubles()).isEmpty();
    }
  }

  @Test
  void aStateWithoutAVersionIsStillAKibana() throws Exception {
    String redacted = "{\"status\":{\"overall\":{\"level\":\"available\"}}}";
    try (FakeKibana kibana =
        new FakeKibana("").otherwise("/api/status", FakeKibana.json(200, redacted))) {
      Installed installed = Installer.install(FILE, kibana.settings());
      assertThat(installed.troubles()).isEmpty();
      assertThat(installed.version()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"/api/status", "_import"})
  void garbageIsNoKibana(String path) throws Exception {
    try (FakeKibana kibana =
        new FakeKibana("")
            .otherwise(path, FakeKibana.json(200, "<html>Welcome to nginx!</html>"))) {
      assertThat(kinds(Installer.install(FILE, kibana.settings())))
          .containsExactly(Kind.NOT_KIBANA);
      assertThat(kibana.kept).isEmpty();
    }
    try (FakeKibana kibana = new FakeKibana("").otherwise(path, FakeKibana.json(200, "[1]"))) {
      assertThat(kinds(Installer.install(FILE, kibana.settings())))
          .containsExactly(Kind.NOT_KIBANA);
    }
  }

  @Test
  void silenceAndDripsEndInTime() throws Exception {
    try (FakeKibana kibana = new FakeKibana("")) {
      kibana.otherwise("_import", kibana.silence());
      assertThat(kinds(Installer.install(FILE, kibana.settings()))).containsExactly(Kind.TIMED_OUT);
    }
    try (FakeKibana kibana = new FakeKibana("")) {
      kibana.otherwise("/api/status", kibana.drip());
      assertThat(kinds(Installer.install(FILE, kibana.settings()))).containsExactly(Kind.TIMED_OUT);
    }
  }

  @Test
  void nobodyThereIsSaid() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    KibanaSettings settings =
        new KibanaSettings(
            URI.create("http://127.0.0.1:" + port),
            "",
            new Credentials.None(),
            Duration.ofSeconds(5));
    assertThat(kinds(Installer.install(FILE, settings))).containsExactly(Kind.UNREACHABLE);
  }

  @Test
  void rulesWithoutAKeyToEncryptWithAreSaidOnceAndDashboardsStand() throws Exception {
    String message =
        "{\"statusCode\":500,\"message\":\"Unable to create actions client because the Encrypted Saved Objects"
            + " plugin is missing encryption key. Please set xpack.encryptedSavedObjects.encryptionKey\"}";
    try (FakeKibana kibana =
        new FakeKibana("").otherwise("/api/actions/", FakeKibana.json(500, message))) {
      Installed installed = Installer.install(FILE, kibana.settings());
      assertThat(kinds(installed)).containsExactly(Kind.NO_ENCRYPTION_KEY);
      assertThat(installed.objects()).isPositive();
      assertThat(kibana.requests).noneMatch(each -> each.contains("/api/alerting/"));
    }
  }

  @Test
  void aRefusedRuleDoesNotKeepTheOthersOut() throws Exception {
    String id = FILE.rules().rules().get(2).id();
    try (FakeKibana kibana =
        new FakeKibana("")
            .otherwise(id, FakeKibana.json(403, "{\"message\":\"Unauthorized to create\"}"))) {
      Installed installed = Installer.install(FILE, kibana.settings());
      assertThat(installed.made()).hasSize(5);
      assertThat(installed.troubles())
          .containsExactly(
              new Trouble(
                  Kind.FORBIDDEN,
                  "rule " + FILE.rules().rules().get(2).name(),
                  "Unauthorized to create"));
    }
  }

  @Test
  void aFileWithFaultsIsNotSent() throws Exception {
    KibanaFile broken =
        new KibanaFile(
            FILE.ndjson(),
            FILE.rules(),
            List.of(new Fault(FaultKind.UNKNOWN_FIELD, "here", "no such field")));
    try (FakeKibana kibana = new FakeKibana("")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Installer.install(broken, kibana.settings()))
          .withMessageContaining("no such field");
      assertThat(kibana.requests).isEmpty();
    }
  }

  @Test
  void settingsNameAllTheirFaults() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new KibanaSettings(
                    URI.create("ftp://li:secret@kibana"),
                    "My Space",
                    new Credentials.None(),
                    Duration.ofSeconds(1)))
        .withMessage(
            "the address of Kibana must be http(s)://host:port; credentials do not belong in an address; a space's"
                + " id is lower case letters, digits, - or _");
  }
}
