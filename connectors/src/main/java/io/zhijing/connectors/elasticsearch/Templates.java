package io.zhijing.connectors.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * fields, and stay wrong for good. Indices that exist are given the fields that are new, and
 * nothing else of them is changed: whoever may change settings may also close an index. What an
 * owner adds, such as a lifecycle policy, stands in the component templates {@code <prefix>-custom}
 * and {@code <prefix>-<kind>-custom}, which need not exist and are never written here.
 */
public final class Templates {

  /** The index that holds the warnings behind their alias, made at once so that it can be read. */
  public static final String WARNINGS_PART = "000001";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int NOT_FOUND = 404;
  private static final int BAD_REQUEST = 400;
  private static final String SHAPE = "geo_shape";
  private static final String FIELDS = "/template/mappings/properties";

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

  /** The same for a server that knows no shapes: it keeps them and cannot search by them. */
  public static JsonNode withoutShapes(DocumentKind kind, String prefix) {
    JsonNode template = template(kind, prefix);
    for (JsonNode field : template.at(FIELDS)) {
      if (isShape(field)) {
        ((ObjectNode) field).put("type", "object").put("enabled", false);
      }
    }
    return template;
  }

  private static boolean isShape(JsonNode field) {
    return SHAPE.equals(field.path("type").asText());
  }

  /**
   * The same, but only where something is missing or differs: who may not install anything may find
   * that all is in place.
   */
  public static void ensure(RestClient client, String prefix) {
    if (!faults(client, prefix).isEmpty() || !hasWarnings(client, prefix)) {
      install(client, prefix);
    }
  }

  private static boolean hasWarnings(RestClient client, String prefix) {
    try {
      client.performRequest(
          new Request("GET", "/" + DocumentKind.WARNINGS.alias(prefix) + "/_alias"));
      return true;
    } catch (ResponseException e) {
      if (e.getResponse().getStatusLine().getStatusCode() == NOT_FOUND) {
        return false;
      }
      throw new TemplateException("cannot look for the warnings: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new TemplateException("cannot look for the warnings: " + e.getMessage(), e);
    }
  }

  /**
   * Puts all templates, makes the index of the warnings, and reads everything back.
   *
   * @throws TemplateException if an index that exists has a field of another type, or the server
   *     refuses
   */
  public static void install(RestClient client, String prefix) {
    for (DocumentKind kind : DocumentKind.values()) {
      try {
        put(client, kind, prefix);
      } catch (IOException e) {
        throw new TemplateException(
            "cannot install the index template " + kind.alias(prefix) + ": " + e.getMessage(), e);
      }
    }
    createWarnings(client, prefix);
    verify(client, prefix);
  }

  /** Whether the server knows shapes shows when it is given some. */
  private static void put(RestClient client, DocumentKind kind, String prefix) throws IOException {
    try {
      put(client, kind, prefix, template(kind, prefix));
    } catch (ResponseException e) {
      boolean knowsNoShapes =
          e.getResponse().getStatusLine().getStatusCode() == BAD_REQUEST
              && e.getMessage().contains("[" + SHAPE + "]");
      if (!knowsNoShapes) {
        throw e;
      }
      put(client, kind, prefix, withoutShapes(kind, prefix));
    }
  }

  /** Indices first: once the template is in place nobody looks at them again. */
  private static void put(RestClient client, DocumentKind kind, String prefix, JsonNode template)
      throws IOException {
    widen(client, template);
    put(client, "/_index_template/" + kind.alias(prefix), template);
  }

  /** Gives indices of an older release the new fields: they refuse what they do not know. */
  private static void widen(RestClient client, JsonNode template) throws IOException {
    String pattern = template.at("/index_patterns/0").asText();
    try (InputStream in =
        client.performRequest(new Request("GET", "/" + pattern)).getEntity().getContent()) {
      if (MAPPER.readTree(in).isEmpty()) {
        return;
      }
    }
    ObjectNode fields = MAPPER.createObjectNode();
    fields.set("properties", template.at(FIELDS));
    put(client, "/" + pattern + "/_mapping", fields);
  }

  private static void put(RestClient client, String path, JsonNode body) throws IOException {
    Request request = new Request("PUT", path);
    request.setJsonEntity(body.toString());
    client.performRequest(request);
  }

  /**
   * Whether the server can draw the regions: a bare one keeps their shapes but cannot search by
   * them.
   *
   * @throws TemplateException if the templates are not installed
   */
  public static boolean hasShapes(RestClient client, String prefix) {
    try {
      JsonNode found = read(client, DocumentKind.REGIONS, prefix);
      if (found.isMissingNode()) {
        throw new TemplateException(
            "the index template " + DocumentKind.REGIONS.alias(prefix) + " is missing", null);
      }
      return isShape(found.at(FIELDS + "/shape"));
    } catch (IOException e) {
      throw new TemplateException("cannot read the index templates: " + e.getMessage(), e);
    }
  }

  /**
   * Reads every template back and compares it with its resource. Older documents in existing
   * indices are not looked at.
   *
   * @throws TemplateException naming every template that is missing or differs, and where
   */
  public static void verify(RestClient client, String prefix) {
    List<String> faults = faults(client, prefix);
    if (!faults.isEmpty()) {
      throw new TemplateException("index templates: " + String.join("; ", faults), null);
    }
  }

  private static List<String> faults(RestClient client, String prefix) {
    List<String> faults = new ArrayList<>();
    for (DocumentKind kind : DocumentKind.values()) {
      try {
        JsonNode found = read(client, kind, prefix);
        JsonNode wanted = template(kind, prefix);
        JsonNode bare = withoutShapes(kind, prefix);
        compare(kind.alias(prefix), isLike(found, bare) ? bare : wanted, found, faults);
      } catch (IOException e) {
        throw new TemplateException(
            "cannot read the index template " + kind.alias(prefix) + ": " + e.getMessage(), e);
      }
    }
    return faults;
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

  private static boolean isLike(JsonNode found, JsonNode template) {
    return found.at(FIELDS).equals(template.at(FIELDS));
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
            "/composed_of",
            "/ignore_missing_component_templates",
            "/template/settings",
            "/template/mappings",
            "/template/aliases")) {
      if (!wanted.at(pointer).equals(found.at(pointer))) {
        faults.add(name + " differs at " + pointer);
      }
    }
  }
}
