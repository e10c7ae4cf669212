package io.zhijing.dashboards.kibana.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.kibana.KibanaFile;
import io.zhijing.dashboards.kibana.client.KibanaHttp.Answer;
import io.zhijing.dashboards.kibana.client.Trouble.Kind;
import io.zhijing.dashboards.kibana.generate.AlertRules;
import io.zhijing.dashboards.kibana.generate.AlertRules.AlertRule;
import io.zhijing.dashboards.kibana.generate.AlertRules.Connector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Puts a file and its rules into Kibana; doing it again changes nothing. Kibana answers an import
 * with success even if objects failed, so what it says of each is read.
 */
public final class Installer {
  private static final int NOT_FOUND = 404;
  private static final int FIRST_MAJOR = 8;
  private static final int FIRST_MINOR = 19;
  private static final String RULE = "/api/alerting/rule/";
  private static final String CONNECTOR = "/api/actions/connector/";

  private final KibanaSettings settings;
  private final KibanaHttp http;
  private final List<Trouble> troubles = new ArrayList<>();
  private final List<String> made = new ArrayList<>();
  private final List<String> changed = new ArrayList<>();

  private Installer(KibanaSettings settings, Optional<SSLContext> trust) {
    this.settings = settings;
    this.http = new KibanaHttp(settings, trust);
  }

  /**
   * Installs.
   *
   * @throws IllegalArgumentException if the file has faults
   */
  public static Installed install(KibanaFile file, KibanaSettings settings) {
    return install(file, settings, Optional.empty());
  }

  static Installed install(KibanaFile file, KibanaSettings settings, Optional<SSLContext> trust) {
    if (!file.faults().isEmpty()) {
      throw new IllegalArgumentException("the file has faults: " + file.faults());
    }
    return new Installer(settings, trust).run(file);
  }

  private Installed run(KibanaFile file) {
    String version = version();
    int objects = troubles.isEmpty() ? imported(file.ndjson()) : 0;
    boolean isLetIn =
        troubles.stream()
            .noneMatch(each -> each.subject().isEmpty() && each.kind() != Kind.OBJECTS_TOO_NEW);
    if (isLetIn && connector(file.rules().connector())) {
      rules(file.rules());
    }
    return new Installed(version, objects, made, changed, troubles);
  }

  private String version() {
    Answer answer = http.get(settings.at("/api/status"));
    String version = answer.body().at("/version/number").asText();
    if (!answer.isFine()) {
      troubles.add(trouble("", answer));
    } else if (!version.matches("[0-9]+\\.[0-9]+.*")) {
      // Somebody who is not signed in is told the state alone, by a Kibana that is one.
      if (!answer.body().has("status")) {
        troubles.add(new Trouble(Kind.NOT_KIBANA, "", settings.url().toString()));
      }
      return "";
    } else {
      String[] parts = version.split("\\.", -1);
      int major = Integer.parseInt(parts[0]);
      if (major < FIRST_MAJOR
          || (major == FIRST_MAJOR && Integer.parseInt(parts[1]) < FIRST_MINOR)) {
        troubles.add(new Trouble(Kind.TOO_OLD, "", version));
      }
    }
    return version;
  }

  private int imported(byte[] ndjson) {
    Answer answer =
        http.postFile(settings.inSpace("/api/saved_objects/_import?overwrite=true"), ndjson);
    if (answer.status() == NOT_FOUND) {
      troubles.add(new Trouble(Kind.NO_SPACE, "", settings.space()));
      return 0;
    }
    if (!answer.isFine()) {
      troubles.add(trouble("", answer));
      return 0;
    }
    JsonNode body = answer.body();
    if (!body.path("success").isBoolean() || !body.path("successCount").isInt()) {
      troubles.add(new Trouble(Kind.NOT_KIBANA, "", settings.url().toString()));
      return 0;
    }
    for (JsonNode error : body.path("errors")) {
      troubles.add(importTrouble(error));
    }
    if (!body.path("success").asBoolean() && body.path("errors").isEmpty()) {
      troubles.add(new Trouble(Kind.REFUSED, "", "no success and no error"));
    }
    return body.path("successCount").asInt();
  }

  private static Trouble importTrouble(JsonNode error) {
    String subject = error.path("type").asText() + " " + error.path("id").asText();
    JsonNode said = error.path("error");
    return switch (said.path("type").asText()) {
      case "missing_references" -> {
        List<String> missing = new ArrayList<>();
        said.path("references")
            .forEach(
                each -> missing.add(each.path("type").asText() + " " + each.path("id").asText()));
        yield new Trouble(Kind.MISSING_REFERENCES, subject, String.join(", ", missing));
      }
      case "conflict", "ambiguous_conflict" ->
          new Trouble(Kind.CONFLICT, subject, said.path("destinationId").asText());
      case "unsupported_type" -> new Trouble(Kind.UNSUPPORTED_TYPE, subject, "");
      default ->
          new Trouble(
              said.path("statusCode").asInt() == 422 ? Kind.OBJECTS_TOO_NEW : Kind.REFUSED,
              subject,
              said.path("message").asText(said.path("type").asText()));
    };
  }

  /** Rules speak through it, so without it there are none. */
  private boolean connector(Connector connector) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", connector.name());
    body.putObject("config");
    body.putObject("secrets");
    Answer answer = http.put(settings.inSpace(CONNECTOR + connector.id()), body);
    if (answer.status() == NOT_FOUND) {
      answer =
          http.post(
              settings.inSpace(CONNECTOR + connector.id()),
              body.put("connector_type_id", ".server-log"));
    }
    if (!answer.isFine()) {
      troubles.add(trouble("connector " + connector.name(), answer));
    }
    return answer.isFine();
  }

  private void rules(AlertRules rules) {
    for (AlertRule rule : rules.rules()) {
      List<String> done = changed;
      Answer answer = http.put(settings.inSpace(RULE + rule.id()), rule.body());
      if (answer.status() == NOT_FOUND) {
        done = made;
        answer = http.post(settings.inSpace(RULE + rule.id()), rule.created());
      }
      if (answer.isFine()) {
        done.add(rule.name());
      } else {
        troubles.add(trouble("rule " + rule.name(), answer));
      }
    }
  }

  private static Trouble trouble(String subject, Answer answer) {
    if (answer.trouble().isPresent()) {
      Trouble none = answer.trouble().get();
      return new Trouble(none.kind(), subject, none.detail());
    }
    String message = answer.body().path("message").asText();
    if (answer.body().isMissingNode()) {
      return new Trouble(Kind.NOT_KIBANA, subject, "HTTP " + answer.status());
    }
    Kind kind =
        switch (answer.status()) {
          case 401 -> Kind.UNAUTHORIZED;
          case 403 -> Kind.FORBIDDEN;
          case 422 -> Kind.OBJECTS_TOO_NEW;
          case 503 -> Kind.NOT_READY;
          default ->
              message.contains("encryptionKey") || message.contains("encryption key")
                  ? Kind.NO_ENCRYPTION_KEY
                  : Kind.REFUSED;
        };
    return new Trouble(kind, subject, message.isEmpty() ? "HTTP " + answer.status() : message);
  }
}
