package io.zhijing.connectors.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/**
 * The index templates, kept as JSON resources that use only what a bare and a full server share.
 * They must be in place before the first document: an index made without them would guess its
 * fields, and stay wrong for good. Never changes an index that exists.
 */
public final class Templates {

  /** The index that holds the warnings behind their alias, made at once so that it can be read. */
  public static final String WARNINGS_PART = "000001";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int NOT_FOUND = 404;

  private Templates() {}

  /** A template could not be installed, or is not what it should be. All faults are named. */
  public static final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TemplateException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The template of a kind, with the prefix filled in. */
  public static JsonNode template(DocumentKind kind, String prefix) {
    String resource = "/elasticsearch/templates/" + kind.code() + ".json";
    try (InputStream in = Templates.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return MAPPER.readTree(text.replace("${prefix}", prefix));
    } catch (IOException e) {
      throw new UncheckedIOException("unreadable resource " + resource, e);
    }
  }

  /** Puts all templates, makes the index of the warnings, and reads everything back. */
  public static void install(RestClient client, String prefix) {
    for (DocumentKind kind : DocumentKind.values()) {
      Request request = new Request("PUT", "/_index_template/" + kind.alias(prefix));
      request.setJsonEntity(template(kind, prefix).toString());
      try {
        client.performRequest(request);
      } catch (IOException e) {
        throw new TemplateException(
            "cannot install the index template " + kind.alias(prefix) + ": " + e.getMessage(), e);
      }
    }
    createWarnings(client, prefix);
    verify(client, prefix);
  }

  /**
   * Reads every template back and compares it with its resource. Older documents in existing
   * indices are not looked at.
   *
   * @throws TemplateException naming every template that is missing or differs, and where
   */
  public static void verify(RestClient client, String prefix) {
    List<String> faults = new ArrayList<>();
    for (DocumentKind kind : DocumentKind.values()) {
      try {
        compare(kind.alias(prefix), template(kind, prefix), read(client, kind, prefix), faults);
      } catch (IOException e) {
        throw new TemplateException(
            "cannot read the index template " + kind.alias(prefix) + ": " + e.getMessage(), e);
      }
    }
    if (!faults.isEmpty()) {
      throw new TemplateException("index templates: " + String.join("; ", faults), null);
    }
  }

  private static void createWarnings(RestClient client, String prefix) {
    String index = DocumentKind.WARNINGS.index(prefix, WARNINGS_PART);
    try {
      client.performRequest(new Request("PUT", "/" + index));
    } catch (ResponseException e) {
      if (!e.getMessage().contains("resource_already_exists_exception")) {
        throw new TemplateException("cannot create " + index + ": " + e.getMessage(), e);
      }
    } catch (IOException e) {
      throw new TemplateException("cannot create " + index + ": " + e.getMessage(), e);
    }
  }

  private static JsonNode read(RestClient client, DocumentKind kind, String prefix)
      throws IOException {
    try (InputStream in =
        client
            .performRequest(new Request("GET", "/_index_template/" + kind.alias(prefix)))
            .getEntity()
            .getContent()) {
      return MAPPER.readTree(in).path("index_templates").path(0).path("index_template");
    } catch (ResponseException e) {
      if (e.getResponse().getStatusLine().getStatusCode() == NOT_FOUND) {
        return MAPPER.missingNode();
      }
      throw e;
    }
  }

  private static void compare(String name, JsonNode wanted, JsonNode found, List<String> faults) {
    if (found.isMissingNode()) {
      faults.add(name + " is missing");
      return;
    }
    for (String pointer :
        List.of(
            "/index_patterns",
            "/_meta",
            "/priority",
            "/template/settings",
            "/template/mappings",
            "/template/aliases")) {
      if (!wanted.at(pointer).equals(found.at(pointer))) {
        faults.add(name + " differs at " + pointer);
      }
    }
  }
}
